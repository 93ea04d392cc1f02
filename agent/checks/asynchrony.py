"""Checks of async use: coroutines nobody awaits, loops that clash or are closed, instances left open."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_names import definition
from dataflow_debugger.agent.pattern_source import Source
from dataflow_debugger.agent.patterns import Match, compile

_NEVER_AWAITED = re.compile(r"coroutine '(?P<name>[\w.<>]+)' was never awaited")
_AWAITED_VALUE = re.compile(r"object (?P<type>\w+) can't be used in 'await' expression")
_TAKERS = (
    ast.Call,
    ast.Starred,
    ast.keyword,
    ast.List,
    ast.Tuple,
    ast.comprehension,
    ast.ListComp,
    ast.GeneratorExp,
)
_ASYNC_RUNTIME = ("execute_workflow_async", "execute_async")


@check
def express_not_awaited(view: View, api: str | None = None) -> Verdict:
    """An async Express call was made and its coroutine never awaited.

    `api` is a glob such as `express.create`. Binds api, operation, file, line, function (the `def` around
    it), async_function (whether that is `async def`), text. FAILS when every coroutine was awaited,
    UNKNOWN when nothing was observed.
    """
    calls = [call for call in view.calls("express.*") if glob(api, call.api)]
    for call in calls:
        if call.awaited is not False:
            continue
        file, line = view.at(call.at)
        match = _express_at(view, file, line, call.api.rsplit(".", 1)[-1])
        return _express_claim(view, call.api, match, file, line)
    named = [name for name in _never_awaited(view) if "Express." in name]
    for name in named:
        operation = name.rsplit(".", 1)[-1]
        match = next(iter(_unawaited_express(view, operation)), None)
        if match is not None and glob(api, f"express.{operation}"):
            return _express_claim(view, f"express.{operation}", match, match.source.file, match.line)
    return FAILS if calls or view.calls() else UNKNOWN


def _express_at(view: View, file: str | None, line: int | None, operation: str) -> Match | None:
    source = view.source(file)
    for match in _unawaited_express(view, operation):
        if match.source is source and line is not None and match.line <= line <= match.end_line:
            return match
    return None


def _unawaited_express(view: View, operation: str) -> Iterator[Match]:
    for source in view.sources.values():
        yield from compile("$DB.$OPERATION($$$ARGS)").matches(
            source, where={"OPERATION": f"^{re.escape(operation)}$", "DB": "express$"}, awaited=False
        )


def _express_claim(view: View, api: str, match: Match | None, file: str | None, line: int | None) -> Verdict:
    function = match.source.function(match.node) if match else None
    where = f" in {function.name}()" if function is not None else ""
    text = f"{api}(...){where} is called without await, so nothing is done and a coroutine is returned"
    line = match.line if match else line
    return holds(
        Claim(text, file, line, value=view.line_text(file, line)),
        api=api,
        operation=api.rsplit(".", 1)[-1],
        file=file,
        line=line,
        text=match.text if match else None,
        function=function.name if function is not None else None,
        async_function=isinstance(function, ast.AsyncFunctionDef),
    )


def _never_awaited(view: View) -> list[str]:
    found = [hit["name"] for text in view.all_texts for hit in _NEVER_AWAITED.finditer(text.text)]
    return list(dict.fromkeys(found))


@check
def coroutine_never_awaited(view: View, kinds: list[str] | None = None) -> Verdict:
    """A coroutine was never awaited, as Python warned.

    `kinds`: express, runtime (`execute_workflow_async`), dataflow (`close_async`, `create_tables_async`),
    user (a function of the user). Binds name, function, kind, file, line, module_level, text. FAILS
    without such a warning.
    """
    for name in _never_awaited(view):
        function = name.rsplit(".", 1)[-1]
        kind = _coroutine_kind(view, name, function)
        if kinds is not None and kind not in kinds:
            continue
        match = next(iter(_unawaited_calls(view, function)), None)
        file, line = (match.source.file, match.line) if match else _warned_at(view, name)
        text = f"The coroutine of {function}() was never awaited"
        return holds(
            Claim(text, file, line, value=view.line_text(file, line)),
            name=name,
            function=function,
            kind=kind,
            file=file,
            line=line,
            text=match.text if match else None,
            module_level=match is not None and match.source.function(match.node) is None,
        )
    return FAILS


def _coroutine_kind(view: View, name: str, function: str) -> str:
    owner = name.rpartition(".")[0]
    if "Express" in owner:
        return "express"
    if "Runtime" in owner or function in _ASYNC_RUNTIME:
        return "runtime"
    return "dataflow" if owner.startswith("DataFlow") else "user"


def _warned_at(view: View, name: str) -> tuple[str | None, int | None]:
    for record in view.evidence.warnings:
        if name in record.message:
            return view.at(record.at)
    return None, None


def _unawaited_calls(view: View, function: str) -> Iterator[Match]:
    """Calls of a coroutine function whose result is dropped, assigned or returned without `await`."""
    for source in view.sources.values():
        for pattern in (f"{function}(...)", f"$OBJECT.{function}(...)"):
            for match in compile(pattern).matches(source, awaited=False):
                if not _handed_on(match):
                    yield match


def _handed_on(match: Match) -> bool:
    """Whether the coroutine is an argument of another call (`asyncio.run(main())`, `gather(...)`)."""
    parent = match.source.parents.get(match.node)
    return isinstance(parent, _TAKERS)


@check
def unawaited_main(view: View) -> Verdict:
    """An `async def` of the user is called at the top level of a module and never run.

    Binds function, file, line, text. UNKNOWN when no source is known.
    """
    if not view.sources:
        return UNKNOWN
    for source in view.sources.values():
        for node in source.nodes:
            if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
                continue
            if source.function(node) is not None:
                continue
            found = definition(node.value.func, source, view.sources)
            if found is not None and isinstance(found[0], ast.AsyncFunctionDef):
                name = found[0].name
                text = (
                    f"{name}() is async and is called at the top level without asyncio.run, so it never runs"
                )
                return holds(
                    Claim(text, source.file, node.lineno, value=source.segment(node)),
                    function=name,
                    file=source.file,
                    line=node.lineno,
                    text=source.segment(node),
                )
    return FAILS


@check
def sync_express_in_running_loop(view: View, ok: bool | None = None) -> Verdict:
    """`express_sync` was called while an event loop runs in the same thread, which blocks that loop.

    `ok: false` wants that the call failed. Binds api, operation, file, line. UNKNOWN when no sync Express
    call was observed.
    """
    calls = view.calls("express_sync.*")
    for call in calls:
        if call.in_loop and (ok is None or call.ok is ok):
            file, line = view.at(call.at)
            claim = Claim(
                f"{call.api} is called inside a running event loop",
                file,
                line,
                value=view.line_text(file, line),
            )
            return holds(claim, api=call.api, operation=call.api.rsplit(".", 1)[-1], file=file, line=line)
    return FAILS if calls else UNKNOWN


@check
def sync_result_awaited(view: View) -> Verdict:
    """The result of a call that is not async is awaited (`await db.express_sync.list(...)`).

    Binds type, file, line, text, expression. FAILS when no error says so.
    """
    told = next((hit for one in view.raised if (hit := _AWAITED_VALUE.search(one.message))), None)
    if told is None:
        return FAILS
    found = view.failing_statement
    if found is None:
        return UNKNOWN
    source, statement = found
    awaits = [node for node in ast.walk(statement) if isinstance(node, ast.Await)]
    node = next((one for one in awaits if "sync" in source.segment(one.value)), awaits[0] if awaits else None)
    if node is None:
        return UNKNOWN
    text = f"{source.segment(node.value)} gives a {told['type']}, not a coroutine, and is awaited"
    return holds(
        Claim(text, source.file, node.lineno, value=view.line_text(source.file, node.lineno)),
        type=told["type"],
        file=source.file,
        line=node.lineno,
        text=source.segment(node),
        expression=source.segment(node.value),
    )


@check
def several_event_loops(view: View) -> Verdict:
    """The program starts an event loop more than once (`asyncio.run` twice, or in a loop).

    Binds lines, count, file, line (of the second start). UNKNOWN when no source is known.
    """
    if not view.sources:
        return UNKNOWN
    starts = [match for source in view.sources.values() for match in _loop_starts(source)]
    looped = [
        m for m in starts if any(isinstance(n, (ast.For, ast.While)) for n in m.source.ancestors(m.node))
    ]
    if len(starts) < 2 and not looped:
        return FAILS
    shown = (looped or starts[1:])[0]
    lines = [f"{match.source.file}:{match.line}" for match in starts]
    text = (
        f"An event loop is started {'in a loop' if looped else f'{len(starts)} times'} ({', '.join(lines)})"
    )
    claim = Claim(text, shown.source.file, shown.line, value=view.line_text(shown.source.file, shown.line))
    return holds(claim, lines=lines, count=len(starts), file=shown.source.file, line=shown.line)


def _loop_starts(source: Source) -> list[Match]:
    found = [
        *compile("asyncio.run(...)").matches(source),
        *compile("$L.run_until_complete(...)").matches(source),
    ]
    return sorted(found, key=lambda match: match.line)


@check
def loop_closed(view: View) -> Verdict:
    """An object bound to one event loop was used in another, or after it was closed.

    Binds file, line. FAILS when no text says so.
    """
    said = re.compile(r"Event loop is closed|attached to a different loop|bound to a different event loop")
    text = next((one for one in view.all_texts if said.search(one.text)), None)
    if text is None:
        return FAILS
    frame = view.user_frame
    found = said.search(text.text)
    claim = Claim(
        f"The run says: {found.group() if found else text.text}",
        frame.file if frame else None,
        frame.line if frame else None,
    )
    return holds(claim, file=claim.file, line=claim.line)


@check
def nested_event_loop(view: View) -> Verdict:
    """`asyncio.run` or a blocking runtime was called inside a running event loop.

    Binds file, line, text. FAILS when no error says so.
    """
    said = re.compile(
        r"cannot be called from a running event loop|called from async context|loop is already running"
    )
    told = next((one for one in view.raised if said.search(one.message)), None)
    if told is None:
        return FAILS
    frame = view.user_frame
    file, line = (frame.file, frame.line) if frame else (None, None)
    shown = view.line_text(file, line)
    return holds(
        Claim(f"A loop runs already where this is called: {shown}", file, line, value=shown),
        file=file,
        line=line,
        text=shown,
    )


@check
def not_closed(view: View) -> Verdict:
    """A DataFlow instance was made and neither `close()` nor `close_async()` was called on any.

    Binds variable (the name it is assigned to), closer (`close` or `close_async`, by how the program works),
    file, line. UNKNOWN when no instance was observed.
    """
    made = [call for call in view.calls("dataflow.init") if call.ok]
    if not made:
        return UNKNOWN
    if view.calls("dataflow.close*") or _closes(view):
        return FAILS
    file, line = view.at(made[0].at)
    source = view.source(file)
    found = compile("$NAME = DataFlow(...)").matches(source) if source else []
    match = next((m for m in found if line is not None and m.line <= line <= m.end_line), None)
    asynchronous = any(call.in_loop for call in view.evidence.calls)
    closer = "close_async" if asynchronous else "close"
    claim = Claim(
        f"The DataFlow made here is never closed ({closer}() is not called)",
        file,
        line,
        value=view.line_text(file, line),
    )
    return holds(
        claim, variable=match.text_of("NAME") if match else None, closer=closer, file=file, line=line
    )


def _closes(view: View) -> bool:
    """Whether the source closes an instance, also by a `with` block."""
    patterns = (
        "with DataFlow(...) as $DB: ...",
        "async with DataFlow(...) as $DB: ...",
        "$DB.close()",
        "$DB.close_async()",
    )
    return any(compile(text).matches(source) for source in view.sources.values() for text in patterns)
