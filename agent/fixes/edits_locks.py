"""Edits that let one task at a time read a row and write it back."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.expressions import fresh
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

_BLOCKS = ("body", "orelse", "finalbody")


@edit
def lock_read_and_write(project: Project, at: At, *, read_line: int, line: int) -> None:
    """Put the statements from the read to the update under a lock of the module, `async with` in a coroutine."""
    file = project.find(at.file) if at.file else None
    if file is None:
        raise NoEdit("the file of the update is not known")
    source = project.source(file)
    block = _block(source, read_line, line)
    function = source.function(block[0])
    if function is None:
        raise NoEdit("the update stands in no function")
    coroutine = isinstance(function, ast.AsyncFunctionDef)
    lock, imports = ensure_import(project, file, "asyncio" if coroutine else "threading", "Lock")
    name = fresh(source.tree, "row_lock", "write_lock")
    outermost = next(n for n in source.tree.body if n.lineno <= line <= (n.end_lineno or 0))
    first = min([outermost.lineno, *(d.lineno for d in getattr(outermost, "decorator_list", []))])
    top = source.line_start(first)
    indent = source.indent(block[0].lineno)
    start, end = source.line_start(block[0].lineno), source.line_end(block[-1].end_lineno or line)
    body = "".join("    " + one if one.strip() else one for one in source.text[start:end].splitlines(True))
    head = f"{indent}{'async with' if coroutine else 'with'} {name}:\n"
    project.splice(
        file, [*imports, Splice(top, top, f"{name} = {lock}()\n\n\n"), Splice(start, end, head + body)]
    )


def _block(source: Source, first: int, last: int) -> list[ast.stmt]:
    """The statements of one block from the line of the read to the line of the update, and what follows of them."""
    for node in reversed(source.nodes):
        for name in _BLOCKS:
            body = getattr(node, name, None)
            if not isinstance(body, list) or not all(isinstance(one, ast.stmt) for one in body):
                continue
            inside = [one for one in body if (one.end_lineno or one.lineno) >= first and one.lineno <= last]
            covers = inside and inside[0].lineno <= first and (inside[-1].end_lineno or 0) >= last
            if covers and (len(inside) > 1 or not hasattr(inside[0], "body")):
                return inside
    raise NoEdit("the read and the update do not stand in one block")
