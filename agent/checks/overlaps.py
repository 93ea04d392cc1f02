"""Checks of writes that overlap in time, so that one undoes what another did."""

from __future__ import annotations

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call

_READS = ("read", "find_one", "list")


@check
def row_read_twice_before_write(view: View) -> Verdict:
    """Two reads of one row came before either of the updates that write back what was read.

    The reads and the updates stand in one function. Binds model, file, line (of the update), read_line, is_async.
    UNKNOWN where the calls have no times or name no rows.
    """
    timed = [one for one in view.calls("express*") if one.row is not None and one.start_ms is not None]
    if not timed:
        return UNKNOWN
    for row in dict.fromkeys(one.row for one in timed):
        calls = sorted((one for one in timed if one.row == row), key=lambda one: one.start_ms or 0.0)
        found = _overlap(view, calls)
        if found is not None:
            return found
    return FAILS


def _overlap(view: View, calls: list[Call]) -> Verdict | None:
    """Two reads with no finished update between them, and an update after each."""
    waiting: list[Call] = []
    for index, call in enumerate(calls):
        operation = call.api.rsplit(".", 1)[-1]
        if operation in _READS:
            waiting.append(call)
        elif operation == "update":
            before = [one for one in waiting if (one.start_ms or 0.0) < (call.end_ms or 0.0)]
            later = [one for one in calls[index + 1 :] if one.at == call.at]
            during = [
                one
                for one in calls[index + 1 :]
                if one.api.rsplit(".", 1)[-1] in _READS and (one.start_ms or 0.0) < (call.end_ms or 0.0)
            ]
            read = next((one for one in before if _in_one_function(view, one, call)), None)
            if read is not None and later and len(before) + len(during) > 1:
                return _told(view, read, call)
            waiting = []
    return None


def _in_one_function(view: View, read: Call, update: Call) -> bool:
    read_file, read_line = view.at(read.at)
    file, line = view.at(update.at)
    source = view.source(file)
    if source is None or file != read_file or line is None or read_line is None:
        return False
    here, there = source.statement_at(line), source.statement_at(read_line)
    function = source.function(here) if here else None
    return function is not None and there is not None and source.function(there) is function


def _told(view: View, read: Call, update: Call) -> Verdict:
    file, line = view.at(update.at)
    _, read_line = view.at(read.at)
    model = str(update.args.get("model")) if isinstance(update.args, dict) else None
    claims = (
        Claim(f"A row of {model} is read here ...", file, read_line, value=view.line_text(file, read_line)),
        Claim(
            "... and written back here, after another task had read the same row and before that one wrote",
            file,
            line,
            value=view.line_text(file, line),
        ),
    )
    return holds(*claims, model=model, file=file, line=line, read_line=read_line)
