"""Work that may run the user's own code, kept from raising, from hanging, and from watching itself."""

from __future__ import annotations

import _thread
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

LIMIT_S = 2.0
_busy: set[int] = set()


def busy() -> bool:
    """Whether this thread is inside work of ours: what happens then is not the program's."""
    return _thread.get_ident() in _busy


def safely(work: Callable[[], Any]) -> Any:
    """What `work` returns, or None when it raises or is called from inside such work."""
    thread = _thread.get_ident()
    if thread in _busy:
        return None
    _busy.add(thread)
    try:
        return work()
    except BaseException as problem:
        if os.environ.get("DFDBG_TRACE"):
            import traceback

            traceback.print_exception(type(problem), problem, problem.__traceback__)
        return None
    finally:
        _busy.discard(thread)


def within(work: Callable[[], Any], seconds: float = LIMIT_S) -> Any:
    """Likewise, in a thread of its own that is left alone when it does not end in time.

    A `__str__` that never returns would otherwise keep a dying program from ending. Python 3.12 and later start no
    thread any more when exit handlers run: there the work is done here, under an alarm.
    """
    done = _thread.allocate_lock()
    done.acquire()
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(safely(work))
        finally:
            done.release()

    try:
        _thread.start_new_thread(run, ())
    except RuntimeError:
        return _under_alarm(work, seconds)
    done.acquire(timeout=seconds)
    return found[0] if found else None


class _Late(BaseException):
    """The alarm: no handler of the user's catches it by accident."""


def _under_alarm(work: Callable[[], Any], seconds: float) -> Any:
    import signal

    def late(_number: int, _frame: Any) -> None:
        raise _Late

    try:
        before = signal.signal(signal.SIGALRM, late)
    except (AttributeError, ValueError):
        # No alarms here, or not the main thread.
        return None
    left, every = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return safely(work)
    except _Late:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, left, every)
        signal.signal(signal.SIGALRM, before)
