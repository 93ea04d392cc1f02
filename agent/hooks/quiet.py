"""At the end of a program that raised nothing: whether something went wrong all the same, and the word on it."""

from __future__ import annotations

from typing import Any

from dataflow_debugger.agent.capture import coroutines, state
from dataflow_debugger.agent.hooks import brief, keep, record

_NO_ROWS = ("rows_affected", "processed")


def tell(watch: Any, now: state.State) -> None:
    """Shows one short block when a failure is left that the program neither raises nor looks at.

    Whether it looks is decided by the diagnosis, which reads its sources; here is decided whether to ask.
    """
    from dataflow_debugger.agent.hooks.watch import say

    coroutines.note_unawaited(now)
    occurrence = watch.ending
    if occurrence is None:
        if not suspicious(now):
            return
        occurrence = record.Occurrence(record.occasion(), "exit")
    kind: brief.Kind = "ended" if watch.ending is not None else "silent"
    path = keep.keep(record.evidence(occurrence), watch.folder or keep.place(watch.start))
    if path is None:
        return
    text = brief.show(path, kind=kind)
    if text:
        say(text)
    else:
        keep.forget(path)


def suspicious(now: state.State) -> bool:
    """Whether a result tells of a failure or of no row, or a coroutine was never awaited."""
    if any("never awaited" in warning["message"] for warning in now.warnings):
        return True
    results: list[Any] = []
    for call in now.calls:
        result = call.get("result")
        if isinstance(result, dict):
            if not call["ok"]:
                return True
            results += [result, *result.values()]
    return any(isinstance(one, dict) and any(one.get(key) == 0 for key in _NO_ROWS) for one in results)
