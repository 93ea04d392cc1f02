"""One source text: its syntax tree, where each node stands in the text, and splices of that text.

Nodes are located with `ast` and changed as text, so that comments, quotes, line ends
and tabs stay as they are.
"""

from __future__ import annotations

import ast
import re
import tokenize
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dataflow_debugger.agent.fixes import NoEdit
from dataflow_debugger.agent.fixes.fstrings import relocate
from dataflow_debugger.agent.pattern_source import Source as PatternSource

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_OPEN, _CLOSE = "([{", ")]}"
_SKIP = (tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT)

Scope = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef
Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, order=True)
class Splice:
    """Replace text[start:end] by `text`; an insertion has start == end."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Item:
    """One element between brackets, without the comma; `comma` is the offset of the comma after it."""

    start: int
    end: int
    comma: int | None


@dataclass(frozen=True)
class Bracket:
    """A bracketed list of elements: offsets of the opening and closing bracket, and the elements."""

    open: int
    close: int
    items: list[Item]


@dataclass(frozen=True)
class _Token:
    type: int
    string: str
    start: int
    end: int


def split_lines(text: str) -> list[str]:
    """Lines with their ends, split where Python's tokenizer splits, so not at form feeds."""
    return _LINE.findall(text)


def splice(text: str, splices: Sequence[Splice]) -> str:
    """The text with all splices done. Raises ValueError where two of them overlap."""
    parts: list[str] = []
    at = 0
    for one in sorted(dict.fromkeys(splices), key=lambda s: (s.start, s.end)):
        if one.start < at:
            raise ValueError("two changes overlap")
        parts += [text[at : one.start], one.text]
        at = one.end
    return "".join([*parts, text[at:]])


class NoPlace(NoEdit, ValueError):
    """Where a node stands in the text is not known."""


class Source(PatternSource):
    """A Python source text with its tree. Raises SyntaxError or ValueError when it does not parse."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.module = ast.parse(text)
        self.raw_lines = split_lines(text)
        self._offsets = [0]
        for line in self.raw_lines:
            self._offsets.append(self._offsets[-1] + len(line))
        relocate(self.module, self)

    @cached_property
    def tree(self) -> ast.Module:
        return self.module

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Start and end of a node. Raises NoPlace for one whose place is not known."""
        try:
            return super().span(node)
        except ValueError as error:
            raise NoPlace(str(error)) from error

    def offset(self, line: int, column: int) -> int:
        if line > len(self.raw_lines):
            return len(self.text)
        content = self.raw_lines[line - 1]
        if content.isascii():
            return self._offsets[line - 1] + column
        before = content.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "surrogatepass")
        return self._offsets[line - 1] + len(before)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and byte column of an offset: the reverse of `offset`."""
        line = self.line_of(offset)
        before = self.text[self._offsets[line - 1] : offset]
        return line, len(before.encode("utf-8", "surrogatepass"))

    def line_of(self, offset: int) -> int:
        return min(bisect_right(self._offsets, offset), max(len(self.raw_lines), 1))

    def line_start(self, line: int) -> int:
        return self._offsets[min(line - 1, len(self.raw_lines))]

    def line_end(self, line: int) -> int:
        """Offset just after the line, its line end included."""
        return self._offsets[min(line, len(self.raw_lines))]

    def indent(self, line: int) -> str:
        content = self.raw_lines[line - 1] if line <= len(self.raw_lines) else ""
        return content[: len(content) - len(content.lstrip(" \t\f"))]

    @cached_property
    def indent_unit(self) -> str:
        """One step of indentation as this file writes it."""
        for node in self.nodes:
            body = getattr(node, "body", None)
            if isinstance(body, list) and body and not isinstance(node, ast.Module):
                inner, outer = self.indent(body[0].lineno), self.indent(node.lineno)  # type: ignore[attr-defined]
                if inner.startswith(outer) and len(inner) > len(outer):
                    return inner[len(outer) :]
        return "    "

    def parent(self, node: ast.AST) -> ast.AST | None:
        return self.parents.get(node)

    def scope_of(self, node: ast.AST) -> Scope:
        """The function, class or module whose names an expression sees first.

        A parameter's default and a decorator see the names around the function, not those in it.
        """
        child = node
        for around in self.ancestors(node):
            if isinstance(around, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
                body = around.body if isinstance(around.body, list) else [around.body]
                if child in body:
                    return around
            child = around
        return self.module

    def holder(self, node: ast.AST) -> ast.stmt:
        """The innermost statement that holds the node (the node itself if it is one)."""
        found = self.statement(node)
        if found is None:
            raise ValueError("the node is in no statement")
        return found

    def block(self, statement: ast.stmt) -> list[ast.stmt]:
        """The list of statements a statement stands in."""
        parent = self.parent(statement)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(parent, name, None)
            if isinstance(block, list) and statement in block:
                return block
        return [statement]

    @cached_property
    def _tokens(self) -> list[_Token]:
        found = []
        # The tokenizer reports columns in characters of lines as it was given them.
        lines = iter(self.raw_lines)
        for token in tokenize.generate_tokens(lambda: next(lines, "")):
            if token.type in _SKIP or token.type == tokenize.ENDMARKER:
                continue
            start = self._offsets[token.start[0] - 1] + token.start[1]
            end = self._offsets[token.end[0] - 1] + token.end[1]
            found.append(_Token(token.type, token.string, start, end))
        return found

    def strings(self, start: int, end: int) -> list[tuple[int, int]]:
        """Spans of the string tokens between two offsets (the parts of an implicit concatenation)."""
        return [
            (token.start, token.end)
            for token in self._tokens
            if start <= token.start and token.end <= end and token.type == tokenize.STRING
        ]

    def quote_around(self, offset: int) -> str:
        """The quote character of the string literal that an offset is in."""
        opening: list[str] = []
        for token in self._tokens:
            if token.start > offset:
                break
            name = tokenize.tok_name[token.type]
            if name == "FSTRING_START":
                opening.append(token.string)
            elif name == "FSTRING_END":
                opening.pop()
            elif token.type == tokenize.STRING and offset < token.end:
                opening.append(token.string)
        text = opening[-1].lstrip("rbfuRBFU") if opening else '"'
        return text[0]

    def token_before(self, offset: int) -> tuple[int, str]:
        """Start and text of the last token that ends at or before the offset."""
        found = (-1, "")
        for token in self._tokens:
            if token.end > offset:
                break
            found = (token.start, token.string)
        return found

    def token_after(self, offset: int) -> tuple[int, str]:
        """Start and text of the first token that starts at or after the offset."""
        for token in self._tokens:
            if token.start >= offset:
                return token.start, token.string
        return len(self.text), ""

    def outer_span(self, node: ast.AST) -> tuple[int, int]:
        """The span with the parentheses that enclose only this expression."""
        start, end = self.span(node)
        parent = self.parent(node)
        limit = (0, len(self.text))
        if isinstance(parent, (ast.expr, ast.stmt, ast.keyword)):
            limit = self.span(parent)
        if isinstance(parent, ast.Call) and node is not parent.func:
            opening = self.bracket(parent)
            limit = (opening.open + 1, opening.close)
        while True:
            before, after = self.token_before(start), self.token_after(end)
            if before[1] != "(" or after[1] != ")" or before[0] < limit[0] or after[0] + 1 > limit[1]:
                return start, end
            start, end = before[0], after[0] + 1

    def bracket(self, node: ast.Dict | ast.Call | ast.List | ast.Set | ast.ClassDef | Function) -> Bracket:
        """The bracketed elements of a display, a call's arguments, or a definition's parameters."""
        start = self.span(node)[0]
        if isinstance(node, ast.Call):
            start = self.span(node.func)[1]
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            start = next(t.end for t in self._tokens if t.start >= start and t.string == node.name)
        limit = self.span(node)[1]
        opening = (i for i, t in enumerate(self._tokens) if t.start >= start and t.string in (*_OPEN,))
        index = next(opening, None)
        if index is None or self._tokens[index].start >= limit:
            raise NoEdit("the brackets stand inside a string")
        return self._elements(index)

    def _elements(self, index: int) -> Bracket:
        opening, items, depth, lambdas = self._tokens[index].start, [], 0, 0
        first: _Token | None = None
        last: _Token | None = None
        for token in self._tokens[index + 1 :]:
            if depth == 0:
                # The commas between the parameters of a lambda part no elements.
                lambdas += (token.string == "lambda") - (token.string == ":" and lambdas > 0)
            if (
                depth == 0
                and not (lambdas and token.string == ",")
                and token.type == tokenize.OP
                and token.string in (",", ")", "]", "}")
            ):
                if first is not None and last is not None:
                    comma = token.start if token.string == "," else None
                    items.append(Item(first.start, last.end, comma))
                first = last = None
                if token.string != ",":
                    return Bracket(opening, token.start, items)
                continue
            if token.type == tokenize.OP:
                depth += (token.string in _OPEN) - (token.string in _CLOSE)
            first, last = first or token, token
        raise ValueError("a bracket is not closed")


def parses(text: str) -> bool:
    """Whether the text is Python that compiles to a tree."""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
