"""Edits of test fixtures that close what other tests still use."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Function, Source, Splice

_TEARDOWNS = ("tearDown", "asyncTearDown", "teardown_method", "teardown_function", "teardown")


@edit
def empty_tables_instead_of_close(project: Project, at: At) -> None:
    """Delete the rows of every model where a test's teardown at file and line closes the instance.

    Beside a fixture of pytest stands then one of the whole session that closes it.
    """
    file = project.find(at.file) if at.file else None
    if file is None or at.line is None:
        raise NoEdit("the close is not known")
    source = project.source(file)
    statements = (node for node in source.nodes if isinstance(node, ast.Expr))
    closing = next((one for one in statements if one.lineno == at.line and _closes(one)), None)
    function = source.function(closing) if closing is not None else None
    if closing is None or function is None or not _runs_for_each_test(function):
        raise NoEdit("nothing is closed after each test there")
    changes = Changes(project)
    asynchronous = isinstance(closing.value, ast.Await)
    call = closing.value.value if isinstance(closing.value, ast.Await) else closing.value
    assert isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
    owner = source.segment(call.func.value)
    indent, unit = source.indent(closing.lineno), source.indent_unit
    wait, face = ("await ", "express") if asynchronous else ("", "express_sync")
    lines = [
        f"for model in {owner}.list_models():",
        f"{indent}{unit}for row in {wait}{owner}.{face}.list(model, limit=10_000):",
        f'{indent}{unit * 2}{wait}{owner}.{face}.delete(model, row["id"])',
    ]
    changes.add(file, [Splice(*source.span(closing), "\n".join(lines))])
    if not asynchronous and _decorator(function) and owner.split(".")[0] not in _names_inside(function):
        changes.add(file, [_closed_at_the_end(source, function, owner)])
    changes.done()


def _closes(statement: ast.Expr) -> bool:
    """A statement `db.close()` or `await db.close_async()`."""
    value = statement.value
    call = value.value if isinstance(value, ast.Await) else value
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("close", "close_async")
    )


def _runs_for_each_test(function: Function) -> bool:
    """A fixture of pytest with the scope of a function, or a method that tears down after a test."""
    if function.name in _TEARDOWNS:
        return True
    mark = _decorator(function)
    yields = any(isinstance(node, ast.Yield) for node in ast.walk(function))
    return mark is not None and yields and "scope" not in ast.unparse(mark)


def _decorator(function: Function) -> ast.expr | None:
    """The `@pytest.fixture` of a function."""
    return next((one for one in function.decorator_list if "fixture" in ast.unparse(one)), None)


def _names_inside(function: Function) -> set[str]:
    """Names that only the function knows: its parameters and what it assigns."""
    given = {arg.arg for arg in [*function.args.args, *function.args.kwonlyargs]}
    stored = (node for node in ast.walk(function) if isinstance(node, ast.Name))
    return given | {node.id for node in stored if isinstance(node.ctx, ast.Store)}


def _closed_at_the_end(source: Source, function: Function, owner: str) -> Splice:
    """A fixture of the session, after this one, that closes the instance when all tests are done."""
    mark = _decorator(function)
    name = ast.unparse(mark.func if isinstance(mark, ast.Call) else mark) if mark is not None else ""
    end = source.line_end(function.end_lineno or function.lineno)
    lead = "\n\n" if source.text[:end].endswith(("\n", "\r")) else "\n\n\n"
    unit = source.indent_unit
    text = (
        f'@{name}(scope="session", autouse=True)\ndef close_database():\n{unit}yield\n{unit}{owner}.close()\n'
    )
    return Splice(end, end, lead + text)
