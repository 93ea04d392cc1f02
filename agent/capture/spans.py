"""Finds the string literals of Python source that stand where a secret stands, and hides them in place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .patterns import HIDDEN
from .secrets import secret_name


def secret_literals(text: str) -> list[ast.expr] | None:
    """The literals, or None when the text is not valid Python."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found: dict[tuple[int, int], ast.expr] = {}
    nodes = list(ast.walk(tree))
    positions = _secret_positions(nodes)
    for node in nodes:
        for value in [*_values(node), *_passed(node, positions)]:
            for literal in _literals(value):
                found[literal.lineno, literal.col_offset] = literal
    return list(found.values())


def constants(text: str) -> list[str]:
    """The secret values that source text spells out, to be hidden wherever else they stand."""
    found = []
    for literal in secret_literals(text) or []:
        if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
            found.append(literal.value)
    return found


def _values(node: ast.AST) -> Iterator[ast.expr]:
    """Expressions that give a secret-named thing its value, or are compared with it."""
    if isinstance(node, ast.Assign):
        if any(_secret(target) for target in node.targets):
            yield node.value
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
        if node.value is not None and _secret(node.target):
            yield node.value
    elif isinstance(node, ast.keyword):
        if node.arg is not None and secret_name(node.arg):
            yield node.value
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if key is not None and _secret_text(key):
                yield value
    elif isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        if any(_secret(side) for side in sides):
            yield from (side for side in sides if isinstance(side, ast.Constant))
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        yield from _defaults(node.args)
    elif isinstance(node, (ast.Call, ast.Tuple)):
        yield from _pairs(node)


def _pairs(node: ast.Call | ast.Tuple) -> Iterator[ast.expr]:
    """The second of a name and its value: `getenv("TOKEN", "x")`, `("authorization", "Bearer x")`."""
    items = node.args if isinstance(node, ast.Call) else node.elts
    if isinstance(node, ast.Call):
        if not (_looks_up(node.func) or _name_of(node.func) in _SETTERS):
            return
    elif len(items) != 2:
        return
    for position, after in enumerate(items[1:]):
        before = items[position]
        if not _secret_text(before) or not isinstance(after, (ast.Constant, ast.JoinedStr)):
            continue
        word = after.value if isinstance(after, ast.Constant) else None
        # Two plain words in a tuple are rather two names of columns than a name and its value.
        if not (isinstance(node, ast.Tuple) and isinstance(word, str) and word.isalpha() and word.islower()):
            yield after


def _secret_positions(nodes: list[ast.AST]) -> dict[str, set[int]]:
    """For each function of the file the positions of parameters that take a secret; a method's self is none."""
    found: dict[str, set[int]] = {}
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
            if names[:1] in (["self"], ["cls"]):
                names = names[1:]
            found[node.name] = {index for index, name in enumerate(names) if secret_name(name)}
        elif isinstance(node, ast.ClassDef):
            for item in node.body:
                if isinstance(item, ast.FunctionDef) and item.name == "__init__":
                    names = [argument.arg for argument in item.args.args[1:]]
                    found[node.name] = {index for index, name in enumerate(names) if secret_name(name)}
    return found


def _passed(node: ast.AST, positions: dict[str, set[int]]) -> Iterator[ast.expr]:
    """What a call passes to parameters that take a secret."""
    if isinstance(node, ast.Call):
        wanted = positions.get(_name_of(node.func), ())
        yield from (argument for index, argument in enumerate(node.args) if index in wanted)


def _defaults(arguments: ast.arguments) -> Iterator[ast.expr]:
    positional = [*arguments.posonlyargs, *arguments.args]
    pairs = list(zip(reversed(positional), reversed(arguments.defaults), strict=False))
    pairs += [
        (a, d) for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d is not None
    ]
    yield from (default for argument, default in pairs if secret_name(argument.arg))


def _secret(node: ast.expr) -> bool:
    if isinstance(node, ast.Name):
        return secret_name(node.id)
    if isinstance(node, ast.Attribute):
        return secret_name(node.attr)
    if isinstance(node, ast.Subscript):
        return _secret_text(node.slice)
    if isinstance(node, (ast.Tuple, ast.List)):
        return any(_secret(item) for item in node.elts)
    return False


def _secret_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and secret_name(node.value)


def _literals(node: ast.expr) -> Iterator[ast.expr]:
    """Literals inside a value; names used for a look-up (`environ["DB_PASSWORD"]`) are none."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, (str, bytes)) and node.value and not _url(node.value):
            yield node
    elif isinstance(node, ast.JoinedStr):
        plain = [p.value for p in node.values if isinstance(p, ast.Constant)]
        if any(len(str(p)) >= 4 for p in plain) and not any(_url(p) for p in plain):
            yield node
    elif isinstance(node, ast.Call):
        yield from _call_literals(node)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _literals(value)
    elif isinstance(node, (ast.BinOp, ast.BoolOp, ast.IfExp, ast.Tuple, ast.List, ast.Set, ast.Await)):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _literals(child)


def _call_literals(node: ast.Call) -> Iterator[ast.expr]:
    for position, argument in enumerate(node.args):
        if position > 0 or not _looks_up(node.func):
            yield from _literals(argument)
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, (ast.Constant, ast.BinOp)):
        yield from _literals(node.func.value)


_SETTERS = ("setattr", "set", "setenv", "putenv", "add_header", "set_option", "__setitem__")


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _looks_up(function: ast.expr) -> bool:
    return _name_of(function) in (
        "getenv",
        "get",
        "pop",
        "setdefault",
        "getattr",
        "read_secret",
        "input",
        "getpass",
        "open",
    )


def _url(value: object) -> bool:
    """Whether the literal is a URL: of those only the credentials are hidden."""
    return isinstance(value, str) and "://" in value


def hide(text: str, literals: list[ast.expr]) -> str:
    """`text` with each literal replaced by one of the same lines."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def position(line: int, column: int) -> int:
        return starts[line - 1] + len(lines[line - 1].encode()[:column].decode(errors="replace"))

    for literal in sorted(literals, key=lambda item: (item.lineno, item.col_offset), reverse=True):
        if literal.end_lineno is None or literal.end_col_offset is None:
            continue
        begin = position(literal.lineno, literal.col_offset)
        end = position(literal.end_lineno, literal.end_col_offset)
        text = text[:begin] + _replacement(text[begin:end]) + text[end:]
    return text


def _replacement(old: str) -> str:
    prefix = "b" if old[:2].lower().find("b") >= 0 and old[0] not in "\"'" else ""
    body = old.lstrip("rbfuRBFU")
    quote = body[:3] if body[:3] in ('"""', "'''") else body[:1]
    lines = old.count("\n")
    if len(quote) == 3:
        return f"{prefix}{quote}{HIDDEN}" + "\n" * lines + quote
    # Continued literals: an empty one on the last line keeps the count, with or without parentheses.
    tail = " \\\n" * lines + f"{prefix}{quote}{quote}" if lines else ""
    return f"{prefix}{quote}{HIDDEN}{quote}" + tail
