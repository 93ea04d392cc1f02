"""Edits of clauses that take a violation of the write protection among other errors."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, edit
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice


@edit
def raise_violation(project: Project, at: At, *, module: str, name: str) -> None:
    """Raise errors of one class on, before the clause or the `with suppress(...)` that takes them with others."""
    changes = Changes(project)
    where = project.find(at.file) if at.file else None
    for file in [where] if where else []:
        source = project.source(file)
        for node in source.nodes:
            if getattr(node, "lineno", None) != at.line or not isinstance(
                node, (ast.ExceptHandler, ast.With)
            ):
                continue
            used, imported = ensure_import(project, file, module, name)
            made = (
                _before(source, node, used)
                if isinstance(node, ast.ExceptHandler)
                else _tried(source, node, used)
            )
            if made:
                changes.add(file, [*imported, *made])
    changes.done()


def _raised(source: Source, indent: str, used: str) -> str:
    return f"{indent}except {used}:\n{indent}{source.indent_unit}raise\n"


def _before(source: Source, handler: ast.ExceptHandler, used: str) -> list[Splice]:
    start = source.line_start(handler.lineno)
    return [Splice(start, start, _raised(source, source.indent(handler.lineno), used))]


def _tried(source: Source, block: ast.With, used: str) -> list[Splice]:
    """`with suppress(Class):` as a `try` with clauses for both."""
    made = block.items[0].context_expr
    if len(block.items) > 1 or not isinstance(made, ast.Call) or block.body[0].lineno == block.lineno:
        return []
    indent, end = source.indent(block.lineno), source.line_end(block.end_lineno or block.lineno)
    listed = ", ".join(source.segment(one) for one in made.args)
    taken = listed if len(made.args) == 1 else f"({listed})"
    clauses = f"{_raised(source, indent, used)}{indent}except {taken}:\n{indent}{source.indent_unit}pass\n"
    lead = "" if source.text[:end].endswith(("\n", "\r")) else "\n"
    header = Splice(source.span(block)[0], source.span(made)[1], "try")
    return [header, Splice(end, end, lead + clauses)]
