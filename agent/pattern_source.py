"""A source file as checks and fixes look at it: text, syntax tree, parents, and spans in characters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = (*FUNCTIONS, ast.Lambda, ast.ClassDef)


@dataclass(frozen=True)
class Bound:
    """A name that a statement binds; `value` is None where that is not one expression of the source."""

    name: ast.Name
    value: ast.expr | None
    target: ast.expr
    statement: ast.AST


class Source:
    """One Python file. `tree` is None when the text does not parse; everything else then finds nothing."""

    def __init__(self, text: str, file: str = "<source>") -> None:
        self.text = text
        self.file = file

    @cached_property
    def tree(self) -> ast.Module | None:
        try:
            return ast.parse(self.text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node, parents before children, in the order of the text."""
        return list(_preorder(self.tree)) if self.tree is not None else []

    @cached_property
    def by_type(self) -> dict[type[ast.AST], list[ast.AST]]:
        """The nodes of each type, in the order of the text."""
        found: dict[type[ast.AST], list[ast.AST]] = {}
        for node in self.nodes:
            found.setdefault(type(node), []).append(node)
        return found

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
        """The first function of each name."""
        found: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = {}
        for node in self.nodes:
            if isinstance(node, FUNCTIONS):
                found.setdefault(node.name, node)
        return found

    @cached_property
    def imports(self) -> dict[str, tuple[str, str | None]]:
        """What each imported name stands for: module and, for `from module import name`, the name in it."""
        found: dict[str, tuple[str, str | None]] = {}
        for node in self.nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    found.setdefault(alias.asname or alias.name, (alias.name, None))
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    found.setdefault(alias.asname or alias.name, (node.module or "", alias.name))
        return found

    @cached_property
    def bound(self) -> dict[str, list[Bound]]:
        """Where each name is bound, in the order of the text."""
        found: dict[str, list[Bound]] = {}
        for node in self.nodes:
            for one in _bindings(node):
                found.setdefault(one.name.id, []).append(one)
        return found

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        return {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}

    @cached_property
    def lines(self) -> list[str]:
        """Lines with their ends, split as the Python tokenizer splits them."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if self.text else []

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        index = 0
        while index < len(self.text):
            step = 2 if self.text.startswith("\r\n", index) else 1
            if self.text[index] in "\r\n":
                starts.append(index + step)
            index += step
        return starts

    def offset(self, line: int, column: int) -> int:
        """Character offset of a position of the syntax tree (1-based line, column in UTF-8 bytes)."""
        start = self._starts[line - 1]
        text = self.lines[line - 1]
        return start + (column if text.isascii() else len(text.encode()[:column].decode(errors="ignore")))

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Start and end of a node in characters. Raises ValueError for a node without a position."""
        line, end_line = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
        if line is None or end_line is None:
            raise ValueError(f"a {type(node).__name__} has no position")
        start = self.offset(line, getattr(node, "col_offset", 0))
        return start, self.offset(end_line, getattr(node, "end_col_offset", 0))

    def segment(self, node: ast.AST) -> str:
        """The text of a node as written; for a node that was made up, what `ast.unparse` gives."""
        try:
            start, end = self.span(node)
        except (ValueError, IndexError):
            return ast.unparse(node)
        return self.text[start:end]

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """Enclosing nodes, nearest first."""
        current = self.parents.get(node)
        while current is not None:
            yield current
            current = self.parents.get(current)

    def scope(self, node: ast.AST) -> ast.AST | None:
        """The function, lambda or class that encloses the node; None for module level."""
        return next((found for found in self.ancestors(node) if isinstance(found, _SCOPES)), None)

    def function(self, node: ast.AST) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        """The innermost `def` around the node."""
        return next((found for found in self.ancestors(node) if isinstance(found, FUNCTIONS)), None)

    def statement(self, node: ast.AST) -> ast.stmt | None:
        """The statement that contains the node (the node itself if it is one)."""
        if isinstance(node, ast.stmt):
            return node
        return next((found for found in self.ancestors(node) if isinstance(found, ast.stmt)), None)

    def statement_at(self, line: int) -> ast.stmt | None:
        """The innermost statement that covers a line."""
        best: ast.stmt | None = None
        for node in self.nodes:
            if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
                best = node
        return best

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in self.by_type.get(ast.Call, ()) if isinstance(node, ast.Call))


def _bindings(node: ast.AST) -> Iterator[Bound]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _unpack(target, node.value, target, node)
    elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and isinstance(node.target, ast.Name):
        if node.value is not None:
            yield Bound(node.target, node.value, node.target, node)
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        yield from _unpack(node.target, None, node.target, node)
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        for item in node.items:
            if item.optional_vars is not None:
                yield from _unpack(item.optional_vars, item.context_expr, item.optional_vars, node)


def _unpack(target: ast.expr, value: ast.expr | None, whole: ast.expr, statement: ast.AST) -> Iterator[Bound]:
    if isinstance(target, ast.Name):
        yield Bound(target, value, whole, statement)
    elif isinstance(target, (ast.Tuple, ast.List)):
        values = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        fits = len(values) == len(target.elts)
        for index, element in enumerate(target.elts):
            yield from _unpack(element, values[index] if fits else None, whole, statement)


def _preorder(node: ast.AST) -> Iterator[ast.AST]:
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(list(ast.iter_child_nodes(current))))
