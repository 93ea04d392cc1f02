"""Where the replacement fields of f-strings stand in the text.

Before Python 3.12 `ast` gives wrong positions to nodes inside f-strings, and its tokenizer gives the whole
f-string as one token; so the fields are found by reading the literal.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataflow_debugger.agent.fixes.spans import Source

EXACT = sys.version_info >= (3, 12)
_PREFIX = re.compile(r"([A-Za-z]*)('''|\"\"\"|'|\")")


@dataclass(frozen=True)
class Field:
    """Offsets of one replacement field: with its braces, and of its expression alone."""

    start: int
    end: int
    expression_start: int
    expression_end: int


def _string_end(text: str, at: int) -> int:
    """Offset after the string literal that starts at `at` (quotes included)."""
    match = _PREFIX.match(text, at)
    quote = match.group(2) if match else text[at]
    at = match.end() if match else at + 1
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text.startswith(quote, at):
            return at + len(quote)
        else:
            at += 1
    return at


def _field(text: str, start: int, limit: int) -> Field:
    """The field whose `{` is at `start`."""
    at, depth, expression_end = start + 1, 0, -1
    while at < limit:
        char = text[at]
        if char in "'\"" and expression_end < 0:
            at = _string_end(text, at)
            continue
        if char in "([{":
            depth += 1
        elif char in ")]}":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and expression_end < 0:
            debug = char == "=" and text[at + 1] != "=" and text[at - 1] not in "=!<>"
            conversion = char == "!" and text[at + 1] != "="
            if char == ":" or conversion or debug:
                expression_end = at
        at += 1
    end = expression_end if expression_end >= 0 else at
    return Field(start, at + 1, start + 1, end)


def fields(text: str, start: int, end: int) -> list[Field]:
    """The replacement fields of the string literal in text[start:end], outermost only."""
    match = _PREFIX.match(text, start)
    if match is None or "f" not in match.group(1).lower():
        return []
    raw = "r" in match.group(1).lower()
    return _between(text, match.end(), end - len(match.group(2)), raw=raw)


def _between(text: str, at: int, limit: int, *, raw: bool = True, escapes: bool = True) -> list[Field]:
    """The fields of the inside of a literal, or of a format specification, in which `{{` is no escape."""
    found = []
    while at < limit:
        if escapes and text.startswith(("{{", "}}"), at):
            at += 2
        elif not raw and text.startswith("\\N{", at):
            at = text.index("}", at) + 1
        elif text[at] == "{":
            field = _field(text, at, limit)
            found.append(field)
            at = field.end
        else:
            at += 1
    return found


def fields_of(source: Source, node: ast.JoinedStr) -> list[Field]:
    """The fields of an f-string node in order, those of implicitly joined parts included."""
    if EXACT:
        return [_around(source, value) for value in node.values if isinstance(value, ast.FormattedValue)]
    return [field for part in source.strings(*source.span(node)) for field in fields(source.text, *part)]


def _around(source: Source, value: ast.FormattedValue) -> Field:
    start, end = source.span(value)
    inner = source.span(value.value)
    return Field(start, end, *inner)


def relocate(tree: ast.AST, source: Source) -> None:
    """Give the nodes inside f-strings their true positions, where this Python does not.

    A node whose place cannot be told is left without an end, so that nothing is put there.
    """
    if EXACT:
        return
    for node in list(_joined(tree)):
        _relocate_values(node, fields_of(source, node), source)


def _joined(tree: ast.AST) -> Iterator[ast.JoinedStr]:
    """F-strings that are not inside another one."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.JoinedStr):
            yield node
        else:
            stack.extend(ast.iter_child_nodes(node))


def _relocate_values(node: ast.JoinedStr, found: list[Field], source: Source) -> None:
    values = [value for value in node.values if isinstance(value, ast.FormattedValue)]
    if len(found) != len(values):
        for value in values:
            _unplace(value)
        return
    for value, field in zip(values, found, strict=True):
        value.lineno, value.col_offset = source.position(field.start)
        value.end_lineno, value.end_col_offset = source.position(field.end)
        _relocate_expression(value, field, source)
        if isinstance(value.format_spec, ast.JoinedStr):
            # The specification begins behind the colon that ends the expression or the conversion.
            start = source.text.find(":", field.expression_end, field.end)
            inside = _between(source.text, start + 1, field.end - 1, escapes=False)
            _relocate_values(value.format_spec, inside, source)


def _relocate_expression(value: ast.FormattedValue, field: Field, source: Source) -> None:
    expression = source.text[field.expression_start : field.expression_end]
    try:
        # The parentheses let an expression start with blanks or run over several lines.
        parsed = ast.parse(f"({expression})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        _unplace(value.value)
        return
    if _shape(parsed) != _shape(value.value):
        _unplace(value.value)
        return
    line, column = source.position(field.expression_start)
    _shift(parsed, line - 1, column - 1)
    value.value = parsed
    for inner in list(_joined(parsed)):
        start, end = source.span(inner)
        parts = [one for part in _literals(source.text, start, end) for one in fields(source.text, *part)]
        _relocate_values(inner, parts, source)


def _shape(tree: ast.AST) -> list[type[ast.AST]]:
    return [type(node) for node in ast.walk(tree)]


def _literals(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the string literals of an f-string that is inside another one, where it is no token of its own."""
    at = start
    while at < end:
        if _PREFIX.match(text, at) is None:
            at += 1
            continue
        after = _string_end(text, at)
        yield at, after
        at = after


def _unplace(tree: ast.AST) -> None:
    """Take the end from every node whose place is not known, so that it has no span."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.expr, ast.keyword, ast.arg)):
            node.end_lineno = None


def _shift(tree: ast.AST, lines: int, columns: int) -> None:
    """Move positions down by lines, and those of the first line to the right."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.expr, ast.keyword, ast.arg)):
            node.col_offset += columns if node.lineno == 1 else 0
            if node.end_col_offset is not None and node.end_lineno == 1:
                node.end_col_offset += columns
    ast.increment_lineno(tree, lines)
