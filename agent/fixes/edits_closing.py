"""The edit that closes a DataFlow instance when the program is done."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.blocks import finally_after
from dataflow_debugger.agent.fixes.edits_calls import name_of
from dataflow_debugger.agent.fixes.edits_instances import used_in
from dataflow_debugger.agent.fixes.follow import callee
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import bindings_in
from dataflow_debugger.agent.fixes.spans import FUNCTIONS, Function, Source, Splice

_RUNS = ("asyncio.run", "anyio.run", "uvloop.run", "run_until_complete", "run")


@edit
def close_at_end(project: Project, at: At, *, instance: str | None = None) -> None:
    """Close the DataFlow instance when the program is done.

    In the coroutine that the program runs, `await db.close_async()` at its end; where it runs none, or several,
    `db.close()` as the last statement of the program. In a `finally` where it could end before.
    """
    home, name, around = _instance(project, instance)
    if any(f"{name}.close" in project.text(file) for file in project.python()):
        raise NoEdit("the instance is closed already")
    entry = next(iter(project.python()), home)
    ran = (home, around) if around is not None else _coroutine(project)
    file, function = ran if ran is not None else (entry, None)
    source = project.source(file)
    if around is None and function is not None and bindings_in(source, function, name):
        raise NoEdit("the name of the instance is something else where the program ends")
    used, imports = (name, []) if around is not None else used_in(project, file, home, name)
    awaits = isinstance(function, ast.AsyncFunctionDef)
    call = f"await {used}.close_async()" if awaits else f"{used}.close()"
    ends = _in_function(source, function, call) if function else _in_module(project, source, call)
    project.splice(file, [*imports, *ends])


def _instance(project: Project, wanted: str | None) -> tuple[str, str, Function | None]:
    """File and name of the instance, and the function that makes it for its own use."""
    found = [one for one in _made(project) if wanted in (None, one[1])]
    for file, name, function in sorted(found, key=lambda one: one[2] is not None):
        given = [one for one in ast.walk(function) if _hands_out(one, name)] if function is not None else []
        if not given:
            return file, name, function
    raise NoEdit("no DataFlow instance was found")


def _made(project: Project) -> Iterator[tuple[str, str, Function | None]]:
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            made = node.value if isinstance(node, ast.Assign) else None
            if not (
                isinstance(made, ast.Call) and isinstance(node, ast.Assign) and _makes(project, file, made)
            ):
                continue
            scope, target = source.scope_of(node), node.targets[0]
            if isinstance(target, ast.Name) and not isinstance(scope, ast.ClassDef):
                yield file, target.id, scope if isinstance(scope, FUNCTIONS) else None


def _makes(project: Project, file: str, call: ast.Call) -> bool:
    """Whether a call makes an instance, itself or by a function of the program that returns one."""
    if name_of(call).rpartition(".")[2] == "DataFlow":
        return True
    target = callee(project, file, call.func)
    if target is None:
        return False
    returned = [one.value for one in ast.walk(target[1]) if isinstance(one, ast.Return)]
    return any(isinstance(one, ast.Call) and name_of(one).endswith("DataFlow") for one in returned)


def _hands_out(node: ast.AST, name: str) -> bool:
    """Whether a function gives the instance to those who call it."""
    if not isinstance(node, (ast.Return, ast.Yield, ast.Global)):
        return False
    if isinstance(node, ast.Global):
        return name in node.names
    given = node.value.elts if isinstance(node.value, (ast.Tuple, ast.List)) else [node.value]
    return any(isinstance(one, ast.Name) and one.id == name for one in given)


def _coroutine(project: Project) -> tuple[str, Function] | None:
    """The one coroutine function that the program runs in a loop."""
    found = []
    for file in project.python():
        for call in project.source(file).calls():
            name = name_of(call)
            given = call.args[0] if call.args else None
            if not isinstance(given, ast.Call) or (name not in _RUNS and name.rpartition(".")[2] != _RUNS[3]):
                continue
            target = callee(project, file, given.func)
            if target is None or not isinstance(target[1], ast.AsyncFunctionDef):
                return None
            found.append(target)
    return found[0] if len(found) == 1 else None


def _in_function(source: Source, function: Function, call: str) -> list[Splice]:
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and len(body) > 1:
        body = body[1:]
    leaves = any(isinstance(one, ast.Return) and source.function(one) is function for one in source.nodes)
    return finally_after(source, body, call) if leaves else [_after(source, body[-1], call)]


def _in_module(project: Project, source: Source, call: str) -> list[Splice]:
    last = source.tree.body[-1]
    if not isinstance(last, ast.If) or "__name__" not in ast.unparse(last.test):
        return [_after(source, last, call)]
    leaves = any("exit(" in project.text(file) for file in project.python())
    return finally_after(source, last.body, call) if leaves else [_after(source, last.body[-1], call)]


def _after(source: Source, statement: ast.stmt, text: str) -> Splice:
    end = source.line_end(statement.end_lineno or statement.lineno)
    lead = "" if source.text[:end].endswith(("\n", "\r")) else "\n"
    return Splice(end, end, f"{lead}{source.indent(statement.lineno)}{text}\n")
