"""Errors that Express takes for the answer "no such record": its `read` asks their text only."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from . import shapes, state, undo
from .imports import hidden

# The record of the `read` under way, and the error that the program was handling when it began.
_reading: ContextVar[tuple[dict[str, Any], BaseException | None] | None] = ContextVar(
    "dataflow_debugger_reading", default=None
)
# These are answers indeed.
_ANSWER = re.compile(r"not found|no record", re.IGNORECASE)
# What the clause that answers None calls before it does.
_ANSWERED = "_trust_record_success"


def begun(api: str, record: dict[str, Any]) -> None:
    """A call that may hide an error has begun in this context."""
    if api.startswith("express"):
        _reading.set((record, sys.exc_info()[1]) if api.endswith(".read") else None)


def watch(owner: type) -> None:
    """Notes the error that is being handled while a call is booked as a success."""
    booked = vars(owner).get(_ANSWERED)
    if not callable(booked) or hasattr(booked, "__dfdbg__"):
        return
    call: Callable[..., Any] = booked

    @functools.wraps(call)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        _note(sys.exc_info()[1])
        return call(*args, **kwargs)

    wrapper.__dfdbg__ = call  # type: ignore[attr-defined]
    undo.put(owner, _ANSWERED, hidden(wrapper))


def _note(error: BaseException | None) -> None:
    reading = _reading.get()
    if error is None or reading is None or reading[1] is error or state.current is None:
        return
    try:
        text = str(error)[: shapes.TEXT_MAX]
        if not _ANSWER.search(text):
            reading[0]["hidden"] = text
    except Exception:
        return
