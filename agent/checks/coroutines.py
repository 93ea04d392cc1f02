"""Checks of coroutines that never ran, of tasks nobody waits for, and of the order of calls."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call
from dataflow_debugger.agent.pattern_names import definition
from dataflow_debugger.agent.pattern_source import Source

# Calls that take a coroutine and run it; the site of a dropped coroutine is named after them.
WRAPPERS = {
    "run": "asyncio_run",
    "run_until_complete": "run_until_complete",
    "gather": "gather",
    "wait": "gather",
    "as_completed": "gather",
    "create_task": "task",
    "ensure_future": "task",
    "wait_for": "wait_for",
    "run_coroutine_threadsafe": "task",
}
THREADED = ("run_in_executor", "to_thread", "submit", "map", "Thread")


@check
def coroutine_dropped(
    view: View, api: str = "express.*", form: str = "plain", in_loop: bool | None = None
) -> Verdict:
    """A coroutine of an observed call was never started.

    `form` is a glob over how it was used: plain (no await), asyncio_run, run_until_complete, gather, task,
    wait_for, threaded (the coroutine function was handed to a thread or an executor). Binds api, operation,
    file, line. UNKNOWN when no call was observed.
    """
    if not view.evidence.calls:
        return UNKNOWN
    for call in view.calls(api):
        if call.awaited is not False or (in_loop is not None and call.in_loop is not in_loop):
            continue
        found, file, line = _form(view, call)
        if glob(form, found):
            operation = call.api.rsplit(".", 1)[-1]
            said = f"The coroutine of {call.api}(...) was never awaited, so the call did nothing"
            claim = Claim(said, file, line, value=view.line_text(file, line))
            return holds(claim, api=call.api, operation=operation, file=file, line=line)
    return FAILS


def _form(view: View, call: Call) -> tuple[str, str | None, int | None]:
    """How a coroutine was used, and where: at its call, or where its function was handed on."""
    operation = call.api.rsplit(".", 1)[-1]
    file, line = view.at(call.at)
    source = view.source(file)
    if source is not None and line is not None:
        for node in source.nodes:
            if isinstance(node, ast.Call) and _covers(node, line) and _name(node.func) == operation:
                return _wrapper(source, node), file, node.lineno
        return "plain", file, line
    for source, handed in _handed_on(view, operation):
        return "threaded", source.file, handed.lineno
    return "unknown", file, line


def _wrapper(source: Source, node: ast.AST) -> str:
    around: ast.AST | None = source.parents.get(node)
    while around is not None and not isinstance(around, ast.stmt):
        if isinstance(around, ast.Call) and _name(around.func) in WRAPPERS:
            owner = around.func.value if isinstance(around.func, ast.Attribute) else None
            known = not isinstance(owner, ast.Name) or owner.id != "self"
            if known:
                return WRAPPERS[_name(around.func)]
        if isinstance(around, (ast.Lambda, ast.FunctionDef)):
            break
        around = source.parents.get(around)
    return "plain"


def _handed_on(view: View, operation: str) -> Iterator[tuple[Source, ast.Call]]:
    """Calls that hand `db.express.<operation>` itself to a thread or an executor."""
    for source in view.sources.values():
        for node in source.nodes:
            if not isinstance(node, ast.Call) or _name(node.func) not in THREADED:
                continue
            given = [*node.args, *[word.value for word in node.keywords if word.arg == "target"]]
            for one in given:
                if isinstance(one, ast.Attribute) and one.attr == operation and _name(one.value) == "express":
                    yield source, node


def _covers(node: ast.expr, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


@check
def task_not_awaited(view: View, kind: str = "task") -> Verdict:
    """Calls of DataFlow were cancelled, or had no time to run, because nobody waits for their task.

    `kind` is task (create_task, ensure_future) or gather. Binds file, line, api. UNKNOWN when no call was
    observed.
    """
    if not view.evidence.calls:
        return UNKNOWN
    lost = [
        call
        for call in view.calls("express.*|runtime.*async*")
        if call.awaited is False or (call.error or "").startswith("CancelledError")
    ]
    for source in view.sources.values():
        for node in source.nodes:
            if not isinstance(node, ast.Call) or WRAPPERS.get(_name(node.func)) != kind:
                continue
            if _kept(source, node):
                continue
            for call in lost:
                file, line = view.at(call.at)
                if line is not None and _started_in(view, node, source, view.source(file), line):
                    said = f"Nobody waits for {_name(node.func)}(...), and {call.api} did not finish"
                    claim = Claim(said, source.file, node.lineno, value=view.line_text(file, node.lineno))
                    return holds(claim, api=call.api, file=source.file, line=node.lineno)
    return FAILS


def _started_in(view: View, node: ast.Call, source: Source, where: Source | None, line: int) -> bool:
    """Whether a line is in the call itself, or in a function of the program that is called in it."""
    if where is source and _covers(node, line):
        return True
    for inner in ast.walk(node):
        found = definition(inner.func, source, view.sources) if isinstance(inner, ast.Call) else None
        if found is not None and found[1] is where:
            return found[0].lineno <= line <= (found[0].end_lineno or 0)
    return False


def _kept(source: Source, node: ast.Call) -> bool:
    """Whether the result of the call is awaited, or bound to a name that is used again."""
    parent = source.parents.get(node)
    if isinstance(parent, ast.Expr):
        return False
    if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
        name = parent.targets[0].id
        uses = [
            one
            for one in source.nodes
            if isinstance(one, ast.Name) and one.id == name and isinstance(one.ctx, ast.Load)
        ]
        return bool(uses)
    return True


@check
def called_before(view: View, first: str, then: str) -> Verdict:
    """The last observed call of `first` (glob) comes before the last one of `then`.

    Binds file, line of the first. UNKNOWN when either was not observed.
    """
    order = {id(call): number for number, call in enumerate(view.evidence.calls)}
    early, late = view.calls(first), view.calls(then)
    if not early or not late:
        return UNKNOWN
    if order[id(early[-1])] > order[id(late[-1])]:
        return FAILS
    file, line = view.at(early[-1].at)
    there, other = view.at(late[-1].at)
    claim = Claim(f"{early[-1].api}() ran before {late[-1].api} at line {other}", file, line, value=there)
    return holds(claim, api=early[-1].api, file=file, line=line)


@check
def used_after_close(view: View, error: str) -> Verdict:
    """An instance was closed, and a later call on it failed with this error (regex).

    Binds file, line of the close, used_file, used_line of the call. UNKNOWN when no call was observed.
    """
    if not view.evidence.calls:
        return UNKNOWN
    closed: dict[int | None, Call] = {}
    for call in view.calls("dataflow.close*|express*|runtime.*"):
        if call.api.startswith("dataflow.close"):
            closed[call.instance] = call
            continue
        one = closed.get(call.instance) or (
            next(iter(closed.values()), None) if call.instance is None else None
        )
        said = call.error or call.returned_error or ""
        if one is None or not re.search(error, said):
            continue
        file, line = view.at(one.at)
        used_file, used_line = view.at(call.at)
        later = f"and {call.api} was called after that at {call.at}"
        claim = Claim(f"{one.api}() ran here, {later}", file, line, value=view.line_text(file, line))
        return holds(claim, api=one.api, file=file, line=line, used_file=used_file, used_line=used_line)
    return FAILS
