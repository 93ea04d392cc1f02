"""Failures that no hook of Python sees: futures whose exception nobody reads, tasks that nobody awaits."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from . import undo
from .imports import drop_own_frame, hidden

UNREAD_MAX = 20
Describe = Callable[[BaseException, str], Any]
_unread: dict[int, _Unread] = {}
_lost: list[_Unread] = []
_inherited: set[int] = set()


class _Unread:
    """An exception set on a future. It is kept until it is described, which frees its frames."""

    def __init__(self, future: Any, error: BaseException) -> None:
        self.future = weakref.ref(future)
        self.error: BaseException | None = error
        self.described: Any = None


def watch_futures(base: ModuleType, noticed: Callable[[], None]) -> None:
    """Notes every exception set on a future, and forgets it when somebody asks the future for it.

    `noticed` is called after one was noted; soon after that somebody has to call `unread`.
    """
    future = base.Future
    set_exception, add_done = future.set_exception, future.add_done_callback
    read, exception = getattr(future, "_Future__get_result", None), future.exception
    if read is None:
        return

    def setting(self: Any, error: BaseException | None) -> None:
        # A callback means that somebody takes the exception on, as asyncio.wrap_future does.
        if error is not None and not self._done_callbacks and len(_unread) + len(_lost) < UNREAD_MAX:
            before = _unread.get(id(self))
            if before is not None:
                _lost.append(before)
            _unread[id(self)] = _Unread(self, error)
            noticed()
        set_exception(self, error)

    def reading(self: Any) -> Any:
        _read(self)
        try:
            return read(self)
        except BaseException as error:
            drop_own_frame(error)
            raise

    def asking(self: Any, timeout: float | None = None) -> Any:
        try:
            found = exception(self, timeout)
        except BaseException as error:
            drop_own_frame(error)
            raise
        _read(self)
        return found

    def adding(self: Any, callback: Any) -> Any:
        _read(self)
        return add_done(self, callback)

    undo.put(future, "set_exception", hidden(setting))
    undo.put(future, "_Future__get_result", hidden(reading))
    undo.put(future, "exception", hidden(asking))
    undo.put(future, "add_done_callback", hidden(adding))
    undo.later(forget)


def _read(future: Any) -> None:
    item = _unread.get(id(future))
    # The id may be that of a future that is gone.
    if item is not None and item.future() is future:
        del _unread[id(future)]


def unread(describe: Describe, ending: bool) -> list[Any]:
    """Describes what was noted, and returns what is certain: nobody holds the future, or all is `ending`."""
    for item in [*_lost, *list(_unread.values())]:
        if item.error is not None:
            item.described = describe(item.error, "concurrent.futures")
            item.error = None
    certain = list(_lost)
    for key, item in list(_unread.items()):
        if ending or item.future() is None:
            certain.append(item)
            _unread.pop(key, None)
    _lost.clear()
    return [item.described for item in certain if item.described is not None]


def forget() -> None:
    """Drops everything."""
    _unread.clear()
    _lost.clear()


def forked() -> None:
    """What a forked child got from its parent is the parent's to tell."""
    forget()
    _inherited.update(id(task) for task in _living())


def unawaited() -> Iterator[BaseException]:
    """The exceptions of finished asyncio tasks and futures that still live and that nobody asked.

    asyncio itself logs them when it drops the task, which for one in a global is too late to be seen.
    """
    for task in _living():
        try:
            if id(task) in _inherited:
                continue
            if task.done() and not task.cancelled() and task._log_traceback:
                error = task._exception
                if isinstance(error, BaseException):
                    yield error
        except Exception:
            continue


def _living() -> list[Any]:
    tasks = sys.modules.get("asyncio.tasks")
    sets = [getattr(tasks, name, None) for name in ("_all_tasks", "_scheduled_tasks", "_eager_tasks")]
    return [task for known in sets if known is not None for task in list(known)]
