"""Edits of URLs by regex, of environment variables, and of `with` blocks."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_calls import calls
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.mapping import deleted
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice
from dataflow_debugger.agent.fixes.urls import env_settings, environment_names, file_settings, url_places

_READS = ("os.getenv", "getenv", "os.environ.get", "environ.get", "os.environ", "environ")


@edit
def url_text(
    project: Project, at: At, *, find: str | None = None, to: str = "", replace: list[list[str]] | None = None
) -> None:
    """Change the text of the database URL by a regex, or by the first pair of `replace` that changes it.

    In an f-string the fields count as text; a URL from the environment is changed in `.env`.
    """
    pairs = [(find, to)] if find is not None else [(one[0], one[1]) for one in replace or []]
    changes = Changes(project)
    places = url_places(project, at)
    for place in places:
        source = project.source(place.file)
        for node in ast.walk(place.node):
            whole = isinstance(node, ast.JoinedStr) or (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and not isinstance(source.parent(node), (ast.JoinedStr, ast.FormattedValue, ast.Subscript))
            )
            if whole and isinstance(node, ast.expr):
                changes.add(place.file, _retexted(source, node, pairs))
    names = environment_names(project, places)
    for setting in env_settings(project):
        new = _substituted(setting.value, pairs)
        if setting.name in names and new != setting.value:
            changes.add(setting.file, [Splice(setting.start, setting.end, new)])
    for setting in file_settings(project):
        new = _substituted(setting.value, pairs)
        if new != setting.value:
            changes.add(setting.file, [Splice(setting.start, setting.end, new)])
    changes.done()


def _retexted(source: Source, node: ast.expr, pairs: list[tuple[str, str]]) -> list[Splice]:
    start, end = source.span(node)
    raw = source.text[start:end]
    lead = re.match(r"[A-Za-z]*('''|\"\"\"|'|\")", raw)
    if lead is None or len(source.strings(start, end)) > 1:
        return []
    body = raw[lead.end() : len(raw) - len(lead.group(1))]
    new = _substituted(body, pairs)
    inside = start + lead.end()
    return [Splice(inside, inside + len(body), new)] if new != body else []


def _substituted(text: str, pairs: list[tuple[str, str]]) -> str:
    for find, to in pairs:
        new = re.sub(find, to, text, count=1)
        if new != text:
            return new
    return text


@edit
def load_dotenv(project: Project, at: At) -> None:
    """Load `.env` before the environment variable at file and line is read; a later `load_dotenv()` moves there."""
    name = project.find(at.file) if at.file else None
    if name is None or at.line is None:
        raise NoEdit("the place that reads the variable is not known")
    source = project.source(name)
    statement = source.statement_at(at.line)
    later = [
        node
        for node in source.tree.body
        if isinstance(node, ast.Expr)
        and source.segment(node).startswith(("load_dotenv(", "dotenv.load_dotenv("))
    ]
    if statement is None or ("load_dotenv(" in source.text and not later):
        raise NoEdit("the file loads .env already")
    function, imports = ensure_import(project, name, "dotenv", "load_dotenv")
    outer: ast.stmt = statement
    for around in source.ancestors(statement):
        if isinstance(around, ast.stmt):
            outer = around
    start = source.line_start(outer.lineno)
    if later and later[0].lineno > outer.lineno:
        call = source.segment(later[0])
        project.splice(name, [*deleted(source, later[0]), Splice(start, start, f"{call}\n\n"), *imports])
        return
    if later:
        raise NoEdit("the file loads .env before that")
    # Both may land on one line; then the import comes first.
    if any(one.start == start for one in imports):
        text = "".join(one.text for one in imports) + f"{function}()\n\n"
        project.splice(name, [Splice(start, start, text)])
        return
    project.splice(name, [*imports, Splice(start, start, f"{function}()\n\n")])


@edit
def rename_environment_variable(project: Project, at: At, *, variable: str, to: str) -> None:
    """Read another environment variable wherever the program reads `variable`."""
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            key: ast.expr | None = None
            if isinstance(node, ast.Call) and node.args and _reads(node):
                key = node.args[0]
            elif isinstance(node, ast.Subscript) and ast.unparse(node.value) in _READS:
                key = node.slice if isinstance(node.ctx, ast.Load) else None
            if isinstance(key, ast.Constant) and key.value == variable:
                start, end = source.span(key)
                changes.add(file, [Splice(start, end, brackets.quoted(to, source.text[start:end]))])
    changes.done()


def _reads(node: ast.Call) -> bool:
    return ast.unparse(node.func) in _READS or (
        isinstance(node.func, ast.Attribute) and node.func.attr == "get"
    )


@edit
def change_with(project: Project, at: At, *, call: str, to: str) -> None:
    """Make `with CALL(...)` an `async with` (to: async), or an `async with` a plain one (to: sync)."""
    changes = Changes(project)
    for file, node in calls(project, at, call, everywhere=True):
        source = project.source(file)
        item = source.parent(node)
        block = source.parent(item) if isinstance(item, ast.withitem) else None
        if to == "async" and isinstance(block, ast.With):
            if isinstance(source.function(block), ast.AsyncFunctionDef):
                start = source.span(block)[0]
                changes.add(file, [Splice(start, start, "async ")])
        elif to == "sync" and isinstance(block, ast.AsyncWith):
            start = source.span(block)[0]
            changes.add(file, [Splice(start, source.text.index("with", start), "")])
    changes.done()


@edit
def async_local_runtime(project: Project, at: At) -> None:
    """Make the runtimes of asynchronous functions AsyncLocalRuntime, and their `with` an `async with`.

    So are those that were made elsewhere and are asked for `execute_workflow_async`.
    """
    changes = Changes(project)
    awaited = [
        place.node
        for file, call in calls(project, at, "execute_workflow_async", everywhere=True)
        if isinstance(call.func, ast.Attribute)
        for place in written(project, file, call.func.value)
    ]
    for file, node in calls(project, at, "LocalRuntime", everywhere=True):
        source = project.source(file)
        if not isinstance(source.function(node), ast.AsyncFunctionDef) and node not in awaited:
            continue
        name, imports = ensure_import(project, file, "kailash.runtime.async_local", "AsyncLocalRuntime")
        changes.add(file, [*imports, Splice(*source.span(node.func), name)])
        item = source.parent(node)
        block = source.parent(item) if isinstance(item, ast.withitem) else None
        if isinstance(block, ast.With):
            start = source.span(block)[0]
            changes.add(file, [Splice(start, start, "async ")])
    changes.done()


@edit
def set_table_name(project: Project, at: At, *, table: str) -> None:
    """Name a model's table: `__tablename__ = "table"` as the first line of its class, or changed there."""
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            if not isinstance(node, ast.ClassDef) or node.name != at.model:
                continue
            for statement in node.body:
                target = statement.targets[0] if isinstance(statement, ast.Assign) else None
                if isinstance(target, ast.Name) and target.id == "__tablename__":
                    value = statement.value if isinstance(statement, ast.Assign) else None
                    if isinstance(value, ast.Constant):
                        start, end = source.span(value)
                        text = brackets.quoted(table, source.text[start:end])
                        project.splice(file, [Splice(start, end, text)])
                        return
            first = node.body[0]
            start = source.line_start(first.lineno)
            line = f'{source.indent(first.lineno)}__tablename__ = "{table}"\n'
            project.splice(file, [Splice(start, start, line)])
            return
    raise NoEdit("the class of the model was not found")


@edit
def await_iterable(project: Project, at: At) -> None:
    """Make `async for x in coroutine` at file and line a `for x in await coroutine`."""
    name = project.find(at.file) if at.file else None
    if name is None or at.line is None:
        raise NoEdit("the loop is not known")
    source = project.source(name)
    for node in source.nodes:
        if isinstance(node, ast.AsyncFor) and node.lineno <= at.line <= (node.iter.end_lineno or node.lineno):
            start, iterable = source.span(node)[0], source.span(node.iter)[0]
            word = source.text.index("for", start + len("async"))
            project.splice(name, [Splice(start, word, ""), Splice(iterable, iterable, "await ")])
            return
    raise NoEdit("no async for is at the line")
