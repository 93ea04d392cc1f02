"""Pattern text into a syntax tree: `$X`, `$$$XS`, `$_` and `...` become names that Python can parse."""

from __future__ import annotations

import ast
import re
import textwrap

META = "__meta_"
MANY = "__many_"
ANY = "__any_"
_TOKEN = re.compile(
    r"""(?P<string>(?:[rbfuRBFU]{0,2})(?:\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))
      | (?P<many>\$\$\$(?P<many_name>[A-Z_][A-Z0-9_]*)?)
      | (?P<any>\$_(?![A-Z0-9_]))
      | (?P<meta>\$(?P<meta_name>[A-Z_][A-Z0-9_]*))
      | (?P<dots>\.\.\.)
      | (?P<word>\w+)
      | (?P<space>\s+)
      | (?P<other>.)""",
    re.X,
)
_KEYWORDS = frozenset(
    [
        "and",
        "as",
        "assert",
        "await",
        "in",
        "is",
        "not",
        "or",
        "return",
        "yield",
        "if",
        "elif",
        "else",
        "lambda",
        "raise",
        "with",
        "while",
        "for",
    ]
)


class PatternError(ValueError):
    """The pattern is not Python with metavariables; the message says what is wrong."""


def parse(text: str) -> list[ast.stmt]:
    """The statements of a pattern. Raises PatternError."""
    code = _translate(textwrap.dedent(text).strip("\n"))
    # `async def $F(...):` alone means any body.
    bare = code.rstrip().endswith(":")
    reason = "it is empty"
    for candidate in (code, f"{code}\n    ...") if bare else (code,):
        try:
            body = ast.parse(candidate.strip()).body
        except (SyntaxError, ValueError) as error:
            reason = getattr(error, "msg", str(error))
            continue
        if body:
            return body
    raise PatternError(f"{text!r} is not a Python pattern: {reason}")


def _translate(text: str) -> str:
    """Replace the special tokens; what `...` becomes depends on the bracket around it."""
    tokens = [(token.kind, token) for token in map(_Token, _TOKEN.finditer(text))]
    output: list[str] = []
    brackets: list[str] = []
    previous = ""
    for kind, token in tokens:
        spelled = token.text
        if kind == "string" or kind == "space":
            output.append(spelled)
        elif kind == "any":
            output.append(ANY)
        elif kind == "meta":
            output.append(META + token.name("meta_name"))
        elif kind in ("many", "dots"):
            output.append(_variadic(brackets, token.name("many_name"), previous))
        else:
            output.append(spelled)
            if spelled in "([{":
                brackets.append(_bracket(spelled, previous))
            elif spelled in ")]}" and brackets:
                brackets.pop()
        if kind != "space":
            previous = spelled
    return "".join(output)


class _Token:
    def __init__(self, match: re.Match[str]) -> None:
        self.text = match.group()
        self._match = match
        kinds = ("string", "many", "any", "meta", "dots", "word", "space", "other")
        self.kind = next(kind for kind in kinds if match.group(kind) is not None)

    def name(self, group: str) -> str:
        return self._match.group(group) or ""


def _bracket(opening: str, previous: str) -> str:
    """Name the bracket: a call's, a subscript's, or a display's."""
    follows_value = previous not in _KEYWORDS and bool(re.search(r"[\w)\]}\"']$", previous))
    if opening == "(":
        return "call" if follows_value else "tuple"
    if opening == "[":
        return "subscript" if follows_value else "list"
    return "dict"


def _variadic(brackets: list[str], name: str, previous: str) -> str:
    around = brackets[-1] if brackets else ""
    if previous == "=" or (previous == ":" and around):
        return ANY if not name else META + name
    if around == "dict":
        return f"**{MANY}{name}"
    if around == "subscript":
        return ANY if not name else META + name
    if around:
        return f"*{MANY}{name}"
    return f"{MANY}{name}" if name else "..."


def meta_name(node: object) -> str | None:
    """`X` for the node of `$X`, `""` for `$_`, None for anything else."""
    name = node.id if isinstance(node, ast.Name) else node if isinstance(node, str) else None
    if name is None or not name.startswith("__"):
        return None
    if name == ANY:
        return ""
    return name[len(META) :] if name.startswith(META) else None


def many_name(node: object) -> str | None:
    """`XS` for the node of `$$$XS`, `""` for `...`, None for anything else."""
    if isinstance(node, ast.Expr):
        node = node.value
    if isinstance(node, ast.Constant) and node.value is Ellipsis:
        return ""
    if isinstance(node, ast.Starred):
        node = node.value
    if isinstance(node, ast.Name) and node.id.startswith(MANY):
        return node.id[len(MANY) :]
    return None


def string_meta(node: ast.AST) -> str | None:
    """`X` for the string "$X", which stands for any string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        found = re.fullmatch(r"\$([A-Z_][A-Z0-9_]*)", node.value)
        if found:
            return "" if found.group(1) == "_" else found.group(1)
    return None
