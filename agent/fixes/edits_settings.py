"""Edits of the order in which a program sets and reads its environment."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice


@edit
def set_before_import(project: Project, at: At, *, variable: str, line: int, import_line: int) -> None:
    """Set the variable before the module that reads it is imported; where it needs that module, read it again."""
    file = project.find(at.file) if at.file else None
    if file is None:
        raise NoEdit("the file that sets the variable is not known")
    source = project.source(file)
    body = source.tree.body
    first = next((index for index, one in enumerate(body) if one.lineno == import_line), None)
    late = next((index for index, one in enumerate(body) if one.lineno == line), None)
    if first is None or late is None:
        raise NoEdit("the statements are not where they were")
    try:
        project.splice(file, _moved(source, body, first, late))
    except NoEdit:
        project.splice(file, [_read_again(source, variable, body[late])])


def _moved(source: Source, body: list[ast.stmt], first: int, late: int) -> list[Splice]:
    """The statement, and what it needs of those between, before the import. Raises NoEdit where it needs that."""
    taken, needed = [late], _names(body[late])
    for index in range(late - 1, first - 1, -1):
        bound = _bound(body[index])
        if bound & needed:
            taken.append(index)
            needed |= _names(body[index])
    if first in taken:
        raise NoEdit("the variable's value needs the module")
    lines = []
    splices = []
    for index in sorted(taken):
        start, end = source.line_start(body[index].lineno), source.line_end(body[index].end_lineno or 0)
        lines.append(source.text[start:end])
        splices.append(Splice(start, end, ""))
    place = source.line_start(body[first].lineno)
    return [Splice(place, place, "".join(lines) + "\n"), *splices]


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _bound(statement: ast.stmt) -> set[str]:
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {(one.asname or one.name).partition(".")[0] for one in statement.names}
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    return {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _read_again(source: Source, variable: str, late: ast.stmt) -> Splice:
    """`DataFlow(settings.URL)` behind the statement takes the variable itself."""
    for node in source.nodes:
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith("DataFlow")
            and node.lineno > late.lineno
        ):
            words = [one.value for one in node.keywords if one.arg == "database_url"]
            given = node.args[0] if node.args else words[0] if words else None
            if given is not None:
                return Splice(*source.outer_span(given), f'os.environ["{variable}"]')
    raise NoEdit("no DataFlow(...) stands behind the statement")
