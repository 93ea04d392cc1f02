"""The stacks of all threads, for a program that hangs."""

from __future__ import annotations

import _thread
import sys
from typing import Any

from . import exceptions, paths, state

FRAMES_MAX = 40


def all_threads(now: state.State) -> list[dict[str, Any]]:
    """Name and frames of every thread but capture's own and the calling one, outermost frame first."""
    threading = sys.modules.get("threading")
    names = {t.ident: t for t in threading.enumerate()} if threading is not None else {}
    found = []
    for ident, top in sys._current_frames().items():
        if ident == _thread.get_ident():
            continue
        frames: list[dict[str, Any]] = []
        item: Any = top
        while item is not None and len(frames) < FRAMES_MAX:
            if not paths.is_ours(item.f_code):
                frames.append(exceptions.frame(now, item, item.f_lineno))
            item = item.f_back
        if not frames:
            continue
        thread = names.get(ident)
        found.append(
            {
                "name": getattr(thread, "name", str(ident)),
                "daemon": bool(getattr(thread, "daemon", False)),
                "frames": frames[::-1],
            }
        )
    return found
