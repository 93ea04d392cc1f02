"""Moving whole statements one step in or out, without changing the strings that go over several lines."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes.spans import Source, Splice


def indented(source: Source, statements: list[ast.stmt], first: int | None = None) -> list[Splice]:
    """The lines of statements that follow each other one step further in, from the line `first` if given."""
    return [
        Splice(source.line_start(line), source.line_start(line), source.indent_unit)
        for line in _lines(source, statements, first)
        if source.raw_lines[line - 1].strip()
    ]


def outdented(source: Source, statements: list[ast.stmt], first: int | None = None) -> list[Splice]:
    """The lines of statements that follow each other one step further out, from the line `first` if given."""
    unit = source.indent_unit
    return [
        Splice(source.line_start(line), source.line_start(line) + len(unit), "")
        for line in _lines(source, statements, first)
        if source.raw_lines[line - 1].startswith(unit)
    ]


def finally_after(source: Source, statements: list[ast.stmt], text: str) -> list[Splice]:
    """The statements in a `try`, and after them in its `finally` the one given as text."""
    indent, start = source.indent(statements[0].lineno), source.line_start(first_line(statements[0]))
    end = source.line_end(statements[-1].end_lineno or statements[-1].lineno)
    lead = "" if source.text[:end].endswith(("\n", "\r")) else "\n"
    last = f"{lead}{indent}finally:\n{indent}{source.indent_unit}{text}\n"
    inside = [
        Splice(one.start, one.end, f"{indent}try:\n{one.text}") if one.start == start else one
        for one in indented(source, statements)
    ]
    return [*inside, Splice(end, end, last)]


def first_line(statement: ast.stmt) -> int:
    """The line on which a statement begins, its decorators included."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(one.lineno for one in decorators)])


def _lines(source: Source, statements: list[ast.stmt], first: int | None) -> list[int]:
    start = first_line(statements[0]) if first is None else first
    last = max(statement.end_lineno or statement.lineno for statement in statements)
    inside = _inside_strings(source, statements)
    return [line for line in range(start, last + 1) if line not in inside]


def _inside_strings(source: Source, statements: list[ast.stmt]) -> set[int]:
    """Lines that begin inside a string, where an indent would change the text."""
    found: set[int] = set()
    for statement in statements:
        for start, end in source.strings(*source.span(statement)):
            found.update(range(source.line_of(start) + 1, source.line_of(end) + 1))
    return found
