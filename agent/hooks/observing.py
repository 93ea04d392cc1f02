"""Observes DataFlow in this process for ways in that put no other hook: pytest, notebooks, services."""

from __future__ import annotations

from typing import Any

from dataflow_debugger.agent.capture import bootstrap, exceptions, hooks, paths, state, undo
from dataflow_debugger.agent.capture.imports import after_import
from dataflow_debugger.agent.hooks import record


def start(noted: hooks.Noted | None = None) -> bool:
    """Records calls, logs and warnings from now on; false where something else observes already.

    `noted` takes each exception that is in flight when an error is logged, by default to keep it as logged.
    """
    if state.current is not None:
        return False
    entry = record.entry()
    own = entry if entry and paths.is_user(entry) else None
    state.current = state.State(state.Settings(out="", entry=own))
    after_import(hooks.observers(noted or keep_logged))
    return True


def stop() -> None:
    """Puts back what `start` has replaced, when it said that it did."""
    state.current = None
    undo.put_back()


def keep_logged(error: BaseException | None, ending: Any = None, seen: str = "") -> None:
    """Keeps an exception that was logged as part of the evidence to come."""
    now = state.current
    if now is not None and error is not None and not bootstrap.ignored(error):
        exceptions.note_logged(now, error)
