"""Edits that await a coroutine where the function that only makes it, or only plans it, is called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, edit, expressions
from dataflow_debugger.agent.fixes.edits_async import handed_on, is_async_express, run_by_asyncio
from dataflow_debugger.agent.fixes.edits_calls import name_of
from dataflow_debugger.agent.fixes.follow import callee, callers
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Function, Source, Splice

LEVELS = 6
_TASKS = ("create_task", "ensure_future")
_ROUTES = ("get", "post", "put", "patch", "delete", "head", "options", "route", "api_route", "websocket")
# Frameworks that await a handler which is an `async def`.
_ASYNC_WEB = re.compile(r"(?m)^\s*(?:from|import)\s+(?:fastapi|starlette|litestar|quart|sanic|blacksheep)\b")


@edit
def await_in_caller(project: Project, at: At) -> None:
    """Await the coroutine that the plain function at file and line returns where that function is called.

    A handler of a web framework that takes both kinds becomes an `async def` for it. Where a caller can do
    neither, there is no such edit.
    """
    changes = Changes(project)
    for file, call in _calls_at(project, at):
        if not is_async_express(project, file, call) or handed_on(project.source(file), call):
            continue
        _await_return(project, changes, file, call, 0)
    changes.done()


def _calls_at(project: Project, at: At) -> Iterator[tuple[str, ast.Call]]:
    """The calls in the statement at file and line."""
    file = project.find(at.file) if at.file else None
    if file is None or at.line is None:
        raise NoEdit("the call is not known")
    source = project.source(file)
    for call in source.calls():
        holder = source.holder(call)
        if holder.lineno <= at.line <= (holder.end_lineno or holder.lineno) and not hasattr(holder, "body"):
            yield file, call


def _await_return(project: Project, changes: Changes, file: str, call: ast.Call, depth: int) -> None:
    """Await the call here where the function can, else where this function is called without `await`."""
    source = project.source(file)
    function = source.function(call)
    if isinstance(function, ast.AsyncFunctionDef) and depth:
        changes.add(file, [_awaited(source, call)])
    elif isinstance(function, ast.FunctionDef) and _is_route(project, function):
        changes.add(file, [_made_async(source, function), _awaited(source, call)])
    elif isinstance(function, ast.FunctionDef) and isinstance(source.parent(call), ast.Return):
        unawaited = [
            (where, one)
            for where, one in callers(project, file, function)
            if not handed_on(project.source(where), one)
        ]
        if not unawaited or depth >= LEVELS:
            raise NoEdit("no caller lacks the await")
        for where, one in unawaited:
            _await_return(project, changes, where, one, depth + 1)
    else:
        raise NoEdit("the function cannot await and does not return the coroutine")


def _is_route(project: Project, function: ast.FunctionDef) -> bool:
    """Whether the function is a handler of a web framework that would await it."""
    marks = [one.func for one in function.decorator_list if isinstance(one, ast.Call)]
    routed = any(isinstance(mark, ast.Attribute) and mark.attr in _ROUTES for mark in marks)
    return routed and any(_ASYNC_WEB.search(project.text(file)) for file in project.python())


def _awaited(source: Source, call: ast.Call) -> Splice:
    return expressions.replace(source, call, f"await {source.segment(call)}")


def _made_async(source: Source, function: ast.FunctionDef) -> Splice:
    start = source.text.index("def", source.line_start(function.lineno))
    return Splice(start, start, "async ")


@edit
def await_task(project: Project, at: At) -> None:
    """Await the coroutine at file and line instead of leaving it to a task.

    A plain function that starts the task becomes an `async def`, and so do those that call it, up to where it
    can be awaited.
    """
    changes = Changes(project)
    for file, call in _calls_at(project, at):
        if name_of(call).rpartition(".")[2] not in _TASKS or not call.args:
            continue
        source = project.source(file)
        inner = call.args[0]
        if not isinstance(inner, ast.Call):
            raise NoEdit("the coroutine is made elsewhere")
        changes.add(file, [expressions.replace(source, call, f"await {source.segment(inner)}")])
        function = source.function(call)
        if function is None:
            raise NoEdit("nothing can be awaited at the top of a module")
        if isinstance(function, ast.FunctionDef):
            _chain(project, changes, file, function, set())
    changes.done()


def _chain(
    project: Project, changes: Changes, file: str, function: ast.FunctionDef, seen: set[tuple[str, Function]]
) -> None:
    """Make a plain function an `async def` and have each of its callers await it."""
    if (file, function) in seen or len(seen) >= LEVELS:
        return
    seen.add((file, function))
    if _handed_over(project, file, function) or any(map(_yields, ast.walk(function))):
        raise NoEdit("the function is called by others than the program's own code")
    changes.add(file, [_made_async(project.source(file), function)])
    for where, call in callers(project, file, function):
        source = project.source(where)
        if handed_on(source, call):
            continue
        around = source.function(call)
        if around is None:
            changes.add(where, run_by_asyncio(project, where, call))
            continue
        changes.add(where, [_awaited(source, call)])
        if isinstance(around, ast.FunctionDef):
            _chain(project, changes, where, around, seen)


def _yields(node: ast.AST) -> bool:
    return isinstance(node, (ast.Yield, ast.YieldFrom))


def _handed_over(project: Project, file: str, function: ast.FunctionDef) -> bool:
    """Whether the function is given to something as a value, or is a special method or a property."""
    if function.name.startswith("__") or function.decorator_list:
        return True
    for where in project.python():
        source = project.source(where)
        for node in source.nodes:
            if not isinstance(node, (ast.Name, ast.Attribute)) or not isinstance(node.ctx, ast.Load):
                continue
            parent = source.parent(node)
            called = isinstance(parent, ast.Call) and parent.func is node
            named = getattr(node, "id", getattr(node, "attr", "")) == function.name
            if named and not called and callee(project, where, node) == (file, function):
                return True
    return False
