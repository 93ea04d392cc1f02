"""Edits between synchronous and asynchronous use: `await`, `express_sync`, `asyncio.run`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, edit, expressions, notebooks
from dataflow_debugger.agent.fixes.edits_calls import name_of
from dataflow_debugger.agent.fixes.follow import callee, callers, written
from dataflow_debugger.agent.fixes.imports import add_import, ensure_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import EXPRESS
from dataflow_debugger.agent.fixes.spans import Source, Splice

# Calls that take a coroutine, so that it must not be awaited there.
_TAKERS = (
    "gather", "create_task", "ensure_future", "wait", "wait_for", "run", "run_until_complete", "shield",
    "run_coroutine_threadsafe", "as_completed", "append", "iscoroutine",
)  # fmt: skip
_ASYNC_METHODS = (
    "initialize",
    "close_async",
    "create_tables_async",
    "execute_workflow_async",
    "execute_async",
)


def is_async_express(project: Project, file: str, call: ast.Call) -> bool:
    """Whether the call is one of `db.express`, which gives a coroutine."""
    return call_owner(project, file, call) == "express"


def call_owner(project: Project, file: str, call: ast.Call) -> str:
    """`express` or `express_sync` for a call of Express, also through a name bound to it; else ""."""
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in EXPRESS:
        return ""
    owners: list[ast.expr] = []
    if isinstance(function.value, (ast.Name, ast.Attribute)):
        owners += [place.node for place in written(project, file, function.value)]
    for owner in owners:
        if isinstance(owner, ast.Attribute) and owner.attr in ("express", "express_sync"):
            return owner.attr
    return ""


def _gives_coroutine(project: Project, file: str, call: ast.Call, api: str | None) -> bool:
    if is_async_express(project, file, call):
        return True
    name = name_of(call)
    last = name.rpartition(".")[2]
    if last in _ASYNC_METHODS or (last.endswith("_async") and "." in name):
        return True
    if api is not None and "." in api and last == api.rpartition(".")[2] and not api.startswith("express"):
        return True
    target = callee(project, file, call.func)
    return target is not None and isinstance(target[1], ast.AsyncFunctionDef) and not _is_generator(target[1])


def _is_generator(function: ast.AsyncFunctionDef) -> bool:
    return any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in ast.walk(function))


def handed_on(source: Source, call: ast.Call) -> bool:
    """Whether the coroutine is awaited, or given to something that will await it."""
    for around in source.ancestors(call):
        if isinstance(around, ast.Await):
            return True
        if isinstance(around, ast.Call) and name_of(around).rpartition(".")[2] in _TAKERS:
            return True
        if isinstance(around, (ast.stmt, ast.Lambda)):
            return False
    return False


def _unawaited(project: Project, at: At) -> Iterator[tuple[str, ast.Call]]:
    """Calls whose coroutine nobody awaits: those in the statement at file and line, else all of them."""
    found = []
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            if _gives_coroutine(project, file, call, at.api) and not handed_on(source, call):
                found.append((file, call))
    where = project.find(at.file) if at.file else None
    here = []
    for file, call in found:
        holder = project.source(file).statement(call)
        if file == where and at.line is not None and _header_covers(holder or call, at.line, call):
            here.append((file, call))
    # The same mistake on a line of its own, where the result is thrown away or read at once, is one too.
    sure = [(f, c) for f, c in found if _surely_wrong(project.source(f), c)]
    yield from dict.fromkeys([*here, *sure]) if here else found


def _header_covers(statement: ast.AST, line: int, call: ast.Call) -> bool:
    """Whether the line is in the statement, for a compound one in the call itself."""
    node = call if hasattr(statement, "body") else statement
    return getattr(node, "lineno", 0) <= line <= (getattr(node, "end_lineno", 0) or 0)


def _surely_wrong(source: Source, call: ast.Call) -> bool:
    parent = source.parent(call)
    thrown_away = isinstance(parent, ast.Expr)
    return thrown_away or isinstance(parent, (ast.Subscript, ast.Attribute, ast.For))


@edit
def insert_await(project: Project, at: At) -> None:
    """Await the coroutine at file and line; outside an `async def` or a cell use the synchronous form.

    There Express calls go to `express_sync`, other coroutines to `asyncio.run`.
    """
    changes = Changes(project)
    for file, call in _unawaited(project, at):
        source = project.source(file)
        function = source.function(call)
        # A cell of a notebook runs in an event loop, so `await` may stand at its top level.
        awaits = isinstance(function, ast.AsyncFunctionDef) or (function is None and notebooks.is_cell(file))
        if awaits and not _in_lambda(source, call, function):
            changes.add(file, [expressions.replace(source, call, f"await {source.segment(call)}")])
        elif is_async_express(project, file, call):
            changes.add(*_sync_form(project, file, call))
        else:
            changes.add(file, run_by_asyncio(project, file, call))
    changes.done()


def _in_lambda(source: Source, call: ast.Call, function: ast.AST | None) -> bool:
    for around in source.ancestors(call):
        if isinstance(around, ast.Lambda):
            return True
        if around is function:
            return False
    return False


def run_by_asyncio(project: Project, file: str, call: ast.Call) -> list[Splice]:
    """The call given to `asyncio.run`, and the import of that."""
    source = project.source(file)
    run, imports = ensure_import(project, file, "asyncio", "run")
    if imports:
        run, imports = "asyncio.run", add_import(source, "import asyncio")
    return [*imports, Splice(*source.span(call), f"{run}({source.segment(call)})")]


def _sync_form(project: Project, file: str, call: ast.Call) -> tuple[str, list[Splice]]:
    """The call through `express_sync`; where `self.express` was kept from `db.express`, that is changed."""
    assert isinstance(call.func, ast.Attribute)
    owner = call.func.value
    for place in written(project, file, owner) if isinstance(owner, ast.Attribute) else ():
        if isinstance(place.node, ast.Attribute) and place.node is not owner:
            end = project.source(place.file).span(place.node)[1]
            return place.file, [Splice(end - len(place.node.attr), end, "express_sync")]
    return file, _other_express(project, file, call, "express_sync")


def _other_express(project: Project, file: str, call: ast.Call, to: str) -> list[Splice]:
    """The call through the other of `express` and `express_sync`; through a name it is written out."""
    source = project.source(file)
    assert isinstance(call.func, ast.Attribute)
    owner = call.func.value
    if isinstance(owner, ast.Attribute):
        end = source.span(owner)[1]
        return [Splice(end - len(owner.attr), end, to)]
    for place in written(project, file, owner):
        if isinstance(place.node, ast.Attribute):
            return [Splice(*source.span(owner), f"{ast.unparse(place.node.value)}.{to}")]
    return []


@edit
def to_express_sync(project: Project, at: At, *, everywhere: bool = True) -> None:
    """Use `db.express_sync` instead of `db.express` in code that is not asynchronous, without `await`.

    With `everywhere: false` only in the statement at file and line, there also inside an `async def`.
    """
    changes = Changes(project)
    where = project.find(at.file) if at.file else None
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            if not is_async_express(project, file, call):
                continue
            here = (
                file == where and at.line is not None and _header_covers(source.holder(call), at.line, call)
            )
            sync = not isinstance(source.function(call), ast.AsyncFunctionDef)
            if not (here or (everywhere and sync)) or _given_to_loop(source, call):
                continue
            if _awaited_by_callers(project, file, call):
                continue
            changes.add(*_sync_form(project, file, call))
            parent = source.parent(call)
            if isinstance(parent, ast.Await):
                changes.add(file, [Splice(source.span(parent)[0], source.outer_span(call)[0], "")])
            elif isinstance(parent, ast.Call) and name_of(parent) == "asyncio.run":
                changes.add(file, [Splice(source.span(parent)[0], source.span(call)[0], "")])
                changes.add(file, [Splice(source.span(call)[1], source.span(parent)[1], "")])
    changes.done()


def _awaited_by_callers(project: Project, file: str, call: ast.Call) -> bool:
    """Whether a plain function returns the coroutine of the call and the program awaits that somewhere."""
    source = project.source(file)
    function = source.function(call)
    if not isinstance(function, ast.FunctionDef) or not isinstance(source.parent(call), ast.Return):
        return False
    return any(handed_on(project.source(where), one) for where, one in callers(project, file, function))


def _given_to_loop(source: Source, call: ast.Call) -> bool:
    """Whether a coroutine is given to a loop in a way that cannot simply be taken away."""
    parent = source.parent(call)
    if isinstance(parent, (ast.Await, ast.stmt)):
        return False
    for around in source.ancestors(call):
        if isinstance(around, ast.Call) and name_of(around).rpartition(".")[2] in _TAKERS:
            return not (around is parent and name_of(around) == "asyncio.run")
        if isinstance(around, ast.stmt):
            return False
    return False


@edit
def to_express_async(project: Project, at: At, *, everywhere: bool = False) -> None:
    """Use `await db.express` instead of `db.express_sync` inside an `async def`."""
    changes = Changes(project)
    where = project.find(at.file) if at.file else None
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            if call_owner(project, file, call) != "express_sync":
                continue
            here = (
                file == where and at.line is not None and _header_covers(source.holder(call), at.line, call)
            )
            if not (here or everywhere) or not isinstance(source.function(call), ast.AsyncFunctionDef):
                continue
            change = _other_express(project, file, call, "express")
            if change:
                offset = source.span(call)[0]
                inner = change[0]
                text = source.text[offset : inner.start] + inner.text
                text += source.text[inner.end : source.span(call)[1]]
                changes.add(file, [expressions.replace(source, call, f"await {text}")])
    changes.done()


@edit
def wrap_asyncio_run(project: Project, at: At) -> None:
    """Run a coroutine that synchronous code only makes: `main()` becomes `asyncio.run(main())`."""
    changes = Changes(project)
    for file, call in _unawaited(project, at):
        source = project.source(file)
        if source.function(call) is None and not is_async_express(project, file, call):
            changes.add(file, run_by_asyncio(project, file, call))
    changes.done()


@edit
def make_async(project: Project, at: At) -> None:
    """Make the function at file and line an `async def`; its calls are awaited in asynchronous code."""
    name = project.find(at.file) if at.file else None
    if name is None or at.line is None:
        raise NoEdit("the function is not known")
    source = project.source(name)
    function = next(
        (f for f in reversed(source.nodes) if isinstance(f, ast.FunctionDef) and _covers(f, at.line)), None
    )
    if function is None:
        raise NoEdit("no plain function is at the line")
    start = source.span(function)[0]
    changes = Changes(project)
    changes.add(name, [Splice(start, start, "async ")])
    for file in project.python():
        other = project.source(file)
        for call in other.calls():
            if callee(project, file, call.func) != (name, function) or handed_on(other, call):
                continue
            if isinstance(other.function(call), ast.AsyncFunctionDef):
                changes.add(file, [expressions.replace(other, call, f"await {other.segment(call)}")])
            elif other.function(call) is None:
                changes.add(file, run_by_asyncio(project, file, call))
    changes.done()


def _covers(function: ast.FunctionDef, line: int) -> bool:
    return function.lineno <= line <= (function.end_lineno or function.lineno)
