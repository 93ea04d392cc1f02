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
    found, at, limit = [], match.end(), end - len(match.group(2))
    while at < limit:
        if text.startswith(("{{", "}}"), at):
            at += 2
        elif text[at] == "\\" and text[at + 1 : at + 3] == "N{" and "r" not in match.group(1).lower():
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
    """Give the nodes inside f-strings their true positions, where this Python does not."""
    if EXACT:
        return
    for node in list(_joined(tree)):
        _relocate_one(node, source)


def _joined(tree: ast.AST) -> Iterator[ast.JoinedStr]:
    """F-strings that are not inside another one."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.JoinedStr):
            yield node
        else:
            stack.extend(ast.iter_child_nodes(node))


def _relocate_one(node: ast.JoinedStr, source: Source) -> None:
    values = [value for value in node.values if isinstance(value, ast.FormattedValue)]
    if not values:
        return
    found = fields_of(source, node)
    if len(found) != len(values):
        return
    for value, field in zip(values, found, strict=True):
        expression = source.text[field.expression_start : field.expression_end]
        try:
            # The parentheses let an expression start with blanks or run over several lines.
            parsed = ast.parse(f"({expression})", mode="eval").body
        except (SyntaxError, ValueError):
            continue
        line, column = source.position(field.expression_start)
        _shift(parsed, line - 1, column - 1)
        value.value = parsed
        value.lineno, value.col_offset = source.position(field.start)
        value.end_lineno, value.end_col_offset = source.position(field.end)
        for inner in list(_joined(value.value)):
            _relocate_inner(inner, source)


def _shift(tree: ast.AST, lines: int, columns: int) -> None:
    """Move positions down by lines, and those of the first line to the right."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.expr, ast.keyword, ast.arg)):
            node.col_offset += columns if node.lineno == 1 else 0
            if node.end_col_offset is not None and node.end_lineno == 1:
                node.end_col_offset += columns
    ast.increment_lineno(tree, lines)


def _relocate_inner(node: ast.JoinedStr, source: Source) -> None:
    """A nested f-string is no token of its own before 3.12: read it where it stands."""
    start, end = source.span(node)
    values = [value for value in node.values if isinstance(value, ast.FormattedValue)]
    found = fields(source.text, start, end)
    for value, field in zip(values, found, strict=False):
        for part in ast.walk(value.value):
            if isinstance(part, (ast.expr, ast.keyword, ast.arg)):
                part.lineno, part.col_offset = source.position(field.expression_start)
                part.end_lineno, part.end_col_offset = source.position(field.expression_end)
