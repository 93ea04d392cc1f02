"""Coroutines that were made and never started, found in the program's own globals when it ends."""

from __future__ import annotations

import sys
from types import CoroutineType
from typing import Any

from . import source, state


def note_unawaited(now: state.State) -> None:
    """Adds the warning Python gives too late for the evidence: when it drops the object after exit."""
    for module in {id(m): m for m in [sys.modules.get("__main__"), *source.program_modules(now)]}.values():
        for value in list(vars(module).values()) if module is not None else ():
            _note(now, value)


def _never_started(coroutine: CoroutineType[Any, Any, Any]) -> bool:
    if coroutine.cr_frame is None or coroutine.cr_running:
        return False
    suspended: bool | None = getattr(coroutine, "cr_suspended", None)
    # Python 3.10 has no such attribute; there a frame that never ran has no last instruction.
    return coroutine.cr_frame.f_lasti == -1 if suspended is None else not suspended


def _note(now: state.State, value: Any, depth: int = 0) -> None:
    if isinstance(value, CoroutineType):
        if not _never_started(value):
            return
        text = f"coroutine '{value.__qualname__}' was never awaited"
        if any(known["message"] == text for known in now.warnings):
            return
        at = next((c["at"] for c in reversed(now.calls) if c.get("awaited") is False), None)
        now.warnings.append({"category": "RuntimeWarning", "message": text, "at": at})
        now.dirty = True
    elif depth == 0 and type(value) in (list, tuple, dict):
        for item in list(value.values() if isinstance(value, dict) else value)[:20]:
            _note(now, item, 1)
