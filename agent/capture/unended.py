"""A program whose main thread is over and that does not end: its last evidence, and a word to the launcher.

One that has failed is told of when nothing in it works any more, unless the user has set a time limit. One that has
not may be a server that waits, so it is told of only where nothing but threads of drivers holds it.
"""

from __future__ import annotations

import _thread
import os
import sys
import time

from . import guard, paths, state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

POLL_S = 0.25
# A program that does nothing for so long will not end by itself; releases that do were seen to take 11 seconds.
IDLE_S = 15.0
WORK_SHARE = 0.05
TRIES = 5
# Whose threads wait for work that an ended program cannot give them.
_OWNERS = ("aiosqlite", "asyncpg", "aiomysql", "sqlalchemy", *paths.LIBRARY_MODULES)
# The launcher looks for this file beside the evidence; it holds the status the program would have ended with.
MARK = "unended"

_status = 0
_watching = False


def at_shutdown(threading: ModuleType, now: state.State) -> None:
    """Has a program watched that ends well, from when Python begins to wait for its threads."""
    register = getattr(threading, "_register_atexit", None)
    if register is not None:
        register(lambda: watch(now, 0))


def watch(now: state.State, status: Any = 1) -> None:
    """Call it when the main thread has failed or ends."""
    global _status, _watching
    _status = _status or (status if isinstance(status, int) else 1)
    if _watching or not now.settings.main:
        return
    try:
        _thread.start_new_thread(_wait, (now,))
    except Exception:
        # No thread can be started, or memory has run out.
        return
    _watching = True


def _wait(now: state.State) -> None:
    while not _main_is_over():
        time.sleep(POLL_S)
    used = time.process_time()
    while True:
        time.sleep(IDLE_S)
        before, used = used, time.process_time()
        if used - before < WORK_SHARE * IDLE_S and _hangs(now):
            break
    for _ in range(TRIES):
        # What is being read may change under the reader.
        if guard.safely(lambda: _tell(now)):
            return


def stopped(now: state.State) -> None:
    """Takes a Ctrl-C while Python waited for threads: the user has waited long enough."""
    if now.settings.main and _main_is_over() and (_status or _held_by_drivers()):
        guard.safely(lambda: _tell(now))


def _main_is_over() -> bool:
    """Whether Python only waits for other threads, or runs exit handlers; a debugger in a hook is before that."""
    threading = sys.modules.get("threading")
    if threading is None:
        return False
    return bool(getattr(threading, "_SHUTTING_DOWN", False)) or not threading.main_thread().is_alive()


def _hangs(now: state.State) -> bool:
    if _status:
        return now.settings.deadline is None
    return _held_by_drivers()


def _held_by_drivers() -> bool:
    """Whether no thread that Python waits for runs the user's code, and one runs a driver's."""
    threading = sys.modules["threading"]
    frames = sys._current_frames()
    theirs = False
    for one in threading.enumerate():
        frame = frames.get(one.ident) if not one.daemon and one is not threading.main_thread() else None
        while frame is not None:
            file = frame.f_code.co_filename
            if paths.is_user(file) and not paths.is_ours(frame.f_code):
                return False
            theirs = theirs or any(f"/{name}/" in file.replace("\\", "/") for name in _OWNERS)
            frame = frame.f_back
    return theirs


def _tell(now: state.State) -> bool:
    from . import bootstrap, stacks

    now.threads, now.dirty = stacks.all_threads(now), True
    bootstrap.finish(now)
    with open(os.path.join(os.path.dirname(now.settings.out), MARK), "w") as mark:
        mark.write(str(_status))
    return True
