"""Structural matching of a pattern's tree against a program's tree, with backtracking."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from dataflow_debugger.agent.pattern_source import FUNCTIONS
from dataflow_debugger.agent.pattern_syntax import many_name, meta_name, string_meta

Bindings = dict[str, "ast.AST | list[ast.AST]"]
_IGNORED = {"ctx", "type_comment", "kind", "type_ignores", "simple"}


def match(pattern: ast.AST, node: ast.AST, bindings: Bindings) -> Iterator[Bindings]:
    """Every way in which the node matches, as bindings that extend the given ones."""
    name = meta_name(pattern)
    if name is not None:
        if isinstance(node, (ast.expr, ast.arg, ast.keyword)):
            yield from _bind(name, node, bindings)
        return
    if isinstance(pattern, ast.Constant) and pattern.value is Ellipsis and isinstance(node, ast.expr):
        yield bindings
        return
    text = string_meta(pattern)
    if text is not None:
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        ):
            yield from _bind(text, node, bindings)
        return
    if isinstance(pattern, ast.Expr) and isinstance(node, ast.Expr):
        yield from match(pattern.value, node.value, bindings)
    elif isinstance(pattern, ast.Assign) and isinstance(node, ast.AnnAssign) and node.value is not None:
        if len(pattern.targets) == 1:
            for one in match(pattern.targets[0], node.target, bindings):
                yield from match(pattern.value, node.value, one)
    elif type(pattern) is not type(node):
        return
    elif isinstance(pattern, ast.Call) and isinstance(node, ast.Call):
        for one in match(pattern.func, node.func, bindings):
            yield from _arguments(pattern, node, one)
    elif isinstance(pattern, ast.Dict) and isinstance(node, ast.Dict):
        yield from _dict(pattern, node, bindings)
    elif isinstance(pattern, (*FUNCTIONS, ast.ClassDef)):
        yield from _definition(pattern, node, bindings)
    elif isinstance(pattern, ast.Constant) and isinstance(node, ast.Constant):
        if type(pattern.value) is type(node.value) and pattern.value == node.value:
            yield bindings
    else:
        yield from _fields(pattern, node, bindings)


def sequence(patterns: Sequence[ast.AST], nodes: Sequence[ast.AST], bindings: Bindings) -> Iterator[Bindings]:
    """Match a list, where a `...` or `$$$XS` item stands for any number of nodes."""
    if not patterns:
        if not nodes:
            yield bindings
        return
    head, *rest = patterns
    many = many_name(head)
    if many is not None:
        for count in range(len(nodes) + 1):
            for one in _bind_many(many, list(nodes[:count]), bindings):
                yield from sequence(rest, nodes[count:], one)
        return
    if nodes:
        for one in match(head, nodes[0], bindings):
            yield from sequence(rest, nodes[1:], one)


def _bind(name: str, node: ast.AST, bindings: Bindings) -> Iterator[Bindings]:
    if not name:
        yield bindings
        return
    bound = bindings.get(name)
    if bound is None:
        yield {**bindings, name: node}
    elif not isinstance(bound, list) and ast.unparse(bound) == ast.unparse(node):
        yield bindings


def _bind_many(name: str, nodes: list[ast.AST], bindings: Bindings) -> Iterator[Bindings]:
    if not name:
        yield bindings
        return
    bound = bindings.get(name)
    if bound is None:
        yield {**bindings, name: nodes}
    elif isinstance(bound, list) and [ast.unparse(n) for n in bound] == [ast.unparse(n) for n in nodes]:
        yield bindings


def _arguments(pattern: ast.Call, node: ast.Call, bindings: Bindings) -> Iterator[Bindings]:
    many = next((arg for arg in pattern.args if many_name(arg) is not None), None)
    for one, rest in _unordered(list(pattern.keywords), list(node.keywords), bindings):
        if many is None:
            if not rest:
                yield from sequence(pattern.args, node.args, one)
            continue
        for two in sequence(pattern.args, node.args, one):
            name = many_name(many)
            bound = two.get(name) if name else None
            if name and isinstance(bound, list):
                two = {**two, name: [*bound, *rest]}
            yield two


def _unordered(
    patterns: list[ast.keyword], nodes: list[ast.keyword], bindings: Bindings
) -> Iterator[tuple[Bindings, list[ast.keyword]]]:
    """Match keywords in any order; yields the bindings and the keywords that were left over."""
    if not patterns:
        yield bindings, nodes
        return
    head, *rest = patterns
    for index, node in enumerate(nodes):
        for one in _keyword(head, node, bindings):
            yield from _unordered(rest, nodes[:index] + nodes[index + 1 :], one)


def _keyword(pattern: ast.keyword, node: ast.keyword, bindings: Bindings) -> Iterator[Bindings]:
    if (pattern.arg is None) != (node.arg is None):
        return
    if pattern.arg is None or node.arg is None:
        yield from match(pattern.value, node.value, bindings)
        return
    for one in _identifier(pattern.arg, node.arg, node, node.col_offset, bindings):
        yield from match(pattern.value, node.value, one)


def _dict(pattern: ast.Dict, node: ast.Dict, bindings: Bindings) -> Iterator[Bindings]:
    wanted = [(k, v) for k, v in zip(pattern.keys, pattern.values, strict=True) if k or many_name(v) is None]
    many = next(
        (
            many_name(v)
            for k, v in zip(pattern.keys, pattern.values, strict=True)
            if k is None and many_name(v) is not None
        ),
        None,
    )
    for one, rest in _items(wanted, list(zip(node.keys, node.values, strict=True)), bindings):
        if not rest or many is not None:
            yield from _bind_many(many or "", [_item(key, value) for key, value in rest], one)


_Pair = tuple["ast.expr | None", ast.expr]


def _items(
    patterns: list[_Pair], nodes: list[_Pair], bindings: Bindings
) -> Iterator[tuple[Bindings, list[_Pair]]]:
    if not patterns:
        yield bindings, nodes
        return
    (key, value), *rest = patterns
    for index, (node_key, node_value) in enumerate(nodes):
        if (key is None) != (node_key is None):
            continue
        keyed = (
            match(key, node_key, bindings) if key is not None and node_key is not None else iter([bindings])
        )
        for one in keyed:
            for two in match(value, node_value, one):
                yield from _items(rest, nodes[:index] + nodes[index + 1 :], two)


def _item(key: ast.expr | None, value: ast.expr) -> ast.AST:
    """One `key: value` of a dict as a node with a position (Python's tree has none for it)."""
    item = ast.Slice(lower=key, upper=value)
    item.lineno = key.lineno if key is not None else value.lineno
    item.col_offset = key.col_offset if key is not None else value.col_offset - len("**")
    item.end_lineno, item.end_col_offset = value.end_lineno, value.end_col_offset
    return item


def _definition(pattern: ast.AST, node: ast.AST, bindings: Bindings) -> Iterator[Bindings]:
    """A `def` or `class`: decorators of the pattern are a subset, arguments and bases count only if given."""
    assert isinstance(pattern, (*FUNCTIONS, ast.ClassDef)) and isinstance(node, (*FUNCTIONS, ast.ClassDef))
    start = (
        node.col_offset + len("class ") if isinstance(node, ast.ClassDef) else node.col_offset + len("def ")
    )
    if isinstance(node, ast.AsyncFunctionDef):
        start += len("async ")
    for one in _identifier(pattern.name, node.name, node, start, bindings):
        for two in _subset(pattern.decorator_list, node.decorator_list, one):
            for three in _signature(pattern, node, two):
                yield from sequence(pattern.body, node.body, three)


def _signature(pattern: ast.AST, node: ast.AST, bindings: Bindings) -> Iterator[Bindings]:
    if isinstance(pattern, ast.ClassDef) and isinstance(node, ast.ClassDef):
        yield from sequence(pattern.bases, node.bases, bindings) if pattern.bases else iter([bindings])
        return
    assert isinstance(pattern, FUNCTIONS) and isinstance(node, FUNCTIONS)
    star = pattern.args.vararg
    if star is not None and star.arg.startswith("__many_"):
        wanted = [meta.arg for meta in pattern.args.args]
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        if len(wanted) > len(given):
            return
        heads = [ast.Name(id=name) for name in wanted]
        nodes = [ast.copy_location(ast.Name(id=arg.arg), arg) for arg in given]
        for one in sequence(heads, nodes[: len(wanted)], bindings):
            yield from _bind_many(star.arg[len("__many_") :], list(nodes[len(wanted) :]), one)
        return
    for one in match(pattern.args, node.args, bindings):
        if pattern.returns is None:
            yield one
        elif node.returns is not None:
            yield from match(pattern.returns, node.returns, one)


def _subset(patterns: Sequence[ast.AST], nodes: Sequence[ast.AST], bindings: Bindings) -> Iterator[Bindings]:
    if not patterns:
        yield bindings
        return
    for node in nodes:
        for one in match(patterns[0], node, bindings):
            yield from _subset(patterns[1:], nodes, one)


def _identifier(pattern: str, name: str, at: ast.AST, column: int, bindings: Bindings) -> Iterator[Bindings]:
    meta = meta_name(pattern)
    if meta is None:
        if pattern == name:
            yield bindings
        return
    node = ast.Name(id=name)
    node.lineno = node.end_lineno = getattr(at, "lineno", 1)
    node.col_offset = column
    node.end_col_offset = column + len(name.encode())
    yield from _bind(meta, node, bindings)


def _attribute(pattern: ast.Attribute, node: ast.Attribute, bindings: Bindings) -> Iterator[Bindings]:
    meta = meta_name(pattern.attr)
    if meta is None:
        if pattern.attr == node.attr:
            yield bindings
        return
    name = ast.Name(id=node.attr)
    name.lineno = name.end_lineno = node.end_lineno or node.lineno
    name.end_col_offset = node.end_col_offset or 0
    name.col_offset = name.end_col_offset - len(node.attr.encode())
    yield from _bind(meta, name, bindings)


def _fields(pattern: ast.AST, node: ast.AST, bindings: Bindings) -> Iterator[Bindings]:
    """Match field by field, lists with variadic items."""
    if isinstance(pattern, ast.Attribute) and isinstance(node, ast.Attribute):
        for one in match(pattern.value, node.value, bindings):
            yield from _attribute(pattern, node, one)
        return
    yield from _each([name for name in pattern._fields if name not in _IGNORED], pattern, node, bindings)


def _each(names: list[str], pattern: ast.AST, node: ast.AST, bindings: Bindings) -> Iterator[Bindings]:
    if not names:
        yield bindings
        return
    left, right = getattr(pattern, names[0], None), getattr(node, names[0], None)
    for one in _value(left, right, bindings):
        yield from _each(names[1:], pattern, node, one)


def _value(left: object, right: object, bindings: Bindings) -> Iterator[Bindings]:
    if isinstance(left, ast.AST) and isinstance(right, ast.AST):
        yield from match(left, right, bindings)
    elif isinstance(left, list) and isinstance(right, list):
        if all(isinstance(item, ast.AST) for item in (*left, *right)):
            yield from sequence(left, right, bindings)
        elif left == right:
            yield bindings
    elif isinstance(left, str) and isinstance(right, str) and meta_name(left) is not None:
        name = ast.Name(id=right)
        yield from _bind(meta_name(left) or "", name, bindings)
    elif left == right:
        yield bindings
