"""Edits that run a statement of SQL beside the calls that need it, through the program's own instance."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_instances import instances, module_name
from dataflow_debugger.agent.fixes.edits_models import model_classes
from dataflow_debugger.agent.fixes.follow import callers
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

_LOOPS = (ast.For, ast.AsyncFor, ast.While)
DEPTH = 4


@edit
def run_sql_after_calls(
    project: Project, at: At, *, sql: str, after: list[str], refused: list[str] | None = None
) -> None:
    """Run a statement of SQL after each of the calls at "file:line", where they stand in a loop after that.

    `refused` is the way to the call that needs the statement; a loop that it goes through is no place to go behind.
    """
    changes = Changes(project)
    way = [_place(project, one) for one in refused or () if project.find(one.rpartition(":")[0])]
    for place in after:
        file, line = _place(project, place)
        _beside(project, changes, file, line, sql, way, at.model)
    changes.done()


@edit
def run_sql_before_call(project: Project, at: At, *, sql: str, before: str) -> None:
    """Run a statement of SQL each time before the call at "file:line"."""
    file, line = _place(project, before)
    source = project.source(file)
    statement, changes = _statement(source, line), Changes(project)
    name, added = _instance(project, file, at.model, _call_at(source, line))
    changes.add(file, [*added, inserted(source, statement, _text(source, statement, name, sql))])
    changes.done()


def _place(project: Project, place: str) -> tuple[str, int]:
    file, _, line = place.rpartition(":")
    found = project.find(file)
    if found is None or not line.isdigit():
        raise NoEdit(f"{place} is not in the program")
    return found, int(line)


def _beside(
    project: Project, changes: Changes, file: str, line: int, sql: str, way: list[tuple[str, int]],
    model: str | None = None, depth: int = 0,
) -> None:  # fmt: skip
    source = project.source(file)
    statement = _statement(source, line)
    try:
        name, added = _instance(project, file, model, _call_at(source, line))
    except NoEdit:
        # Where the instance is out of reach, its user calls the function around the call.
        function = source.function(statement)
        places = list(callers(project, file, function)) if function is not None and depth < DEPTH else []
        if not places:
            raise
        apart = [(f, c) for f, c in places if not any(f == file and _covers(c, n) for file, n in way)]
        for where, call in apart or places:
            _beside(project, changes, where, call.lineno, sql, way, model, depth + 1)
        return
    for around in source.ancestors(statement):
        if isinstance(around, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            break
        if isinstance(around, _LOOPS) and not any(f == file and _covers(around, n) for f, n in way):
            statement = around
    text = _text(source, statement, name, sql)
    if isinstance(statement, ast.Return) and statement.value is not None:
        start, end = source.span(statement)
        value = source.span(statement.value)[0]
        lines = "\n".join(["", *text.splitlines(), "return written"]).replace(
            "\n", "\n" + source.indent(statement.lineno)
        )
        changes.add(file, [Splice(start, value, "written = "), Splice(end, end, lines), *added])
    else:
        changes.add(file, [inserted(source, statement, text, after=True), *added])


def _statement(source: Source, line: int) -> ast.stmt:
    """The innermost statement on a line."""
    found = [n for n in source.nodes if isinstance(n, ast.stmt) and _covers(n, line)]
    if not found:
        raise NoEdit("there is no statement on the line")
    return min(found, key=lambda node: ((node.end_lineno or node.lineno) - node.lineno, -node.col_offset))


def _covers(node: ast.AST, line: int) -> bool:
    start, end = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
    return bool(start <= line <= end)


def _call_at(source: Source, line: int) -> ast.expr | None:
    """The instance whose Express makes a call on the line (`db` of `db.express_sync.create(...)`)."""
    for call in source.calls():
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        if (
            isinstance(owner, ast.Attribute)
            and owner.attr in ("express", "express_sync")
            and _covers(call, line)
        ):
            return owner.value
    return None


def _instance(
    project: Project, file: str, model: str | None, express: ast.expr | None
) -> tuple[str, list[Splice]]:
    """How the file can name the model's instance, with the import it needs. Raises NoEdit where it cannot."""
    source = project.source(file)
    if express is not None:
        return source.segment(express), []
    known = instances(project)
    named = [
        ast.unparse(d.func.value if isinstance(d, ast.Call) and isinstance(d.func, ast.Attribute) else d)
        for _, owner in model_classes(project, model)
        for d in owner.decorator_list
    ]
    fitting = [one for one in known if any(name.partition(".")[0] == one.name for name in named)] or known
    if not fitting:
        raise NoEdit("no DataFlow instance of a module was found")
    one = fitting[0]
    if one.file == file:
        return one.name, []
    # The program's own file is another module when it is imported.
    if one.file == next(iter(project.names), None):
        raise NoEdit("the instance is made in the file that is run")
    return ensure_import(project, file, module_name(project, one.file), one.name)


def _text(source: Source, statement: ast.stmt, name: str, sql: str) -> str:
    if isinstance(source.function(statement), ast.AsyncFunctionDef):
        head, run = f"async with {name}.transactions.begin()", "await transaction.execute_raw"
    else:
        head, run = f"with {name}.transactions_sync.begin()", "transaction.execute_raw"
    return f'{head} as transaction:\n{source.indent_unit}{run}("{sql}")'
