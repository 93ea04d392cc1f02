"""Calls back after chosen modules were imported by the user, without importing any of them itself."""

from __future__ import annotations

import sys

from . import undo
from .paths import INTERNAL, OWN_CODE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any


def hidden(function: Any, like: Any = None) -> Any:
    """Gives a wrapper the file name that Python leaves out of stack levels and of import tracebacks.

    With `like`, its place and name are those of the function it stands for, as asyncio shows them of a task.
    """
    changes: dict[str, Any] = {"co_filename": INTERNAL}
    if like is not None:
        names = ("co_filename", "co_firstlineno", "co_name", "co_qualname")
        changes = {name: getattr(like.__code__, name) for name in names if hasattr(like.__code__, name)}
    function.__code__ = function.__code__.replace(**changes)
    OWN_CODE.add(function.__code__)
    return function


def drop_own_frame(error: BaseException) -> None:
    """Takes the wrapper that catches `error` off its traceback, so that no printer of it ever meets one.

    Before Python 3.11 a re-raise puts the frame back: see `cut_own_frames`.
    """
    trace = error.__traceback__
    if trace is not None and trace.tb_frame.f_code in OWN_CODE:
        error.__traceback__ = trace.tb_next


def cut_own_frames(error: BaseException | None) -> None:
    """Takes all wrappers off the tracebacks of a whole chain; only Python 3.10 needs it."""
    stack, seen = [error], set()
    while stack:
        found = stack.pop()
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        stack += [found.__cause__, found.__context__]
        while found.__traceback__ is not None and found.__traceback__.tb_frame.f_code in OWN_CODE:
            found.__traceback__ = found.__traceback__.tb_next
        trace = found.__traceback__
        while trace is not None:
            while trace.tb_next is not None and trace.tb_next.tb_frame.f_code in OWN_CODE:
                trace.tb_next = trace.tb_next.tb_next
            trace = trace.tb_next


def watch_traceback(traceback: ModuleType) -> None:
    """Makes the printers of Python 3.10 skip the wrappers."""
    previous = traceback.walk_tb

    def walk_tb(tb: Any) -> Any:
        return (pair for pair in previous(tb) if pair[0].f_code not in OWN_CODE)

    undo.put(traceback, "walk_tb", walk_tb)


class PostImport:
    """A finder that lets the others find a module and calls back when its code has run."""

    def __init__(self, callbacks: dict[str, Callable[[ModuleType], None]]) -> None:
        self.callbacks = callbacks

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name not in self.callbacks:
            return None
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            if finder is self or find is None:
                continue
            spec: ModuleSpec | None = find(name, path, target)
            if spec is not None:
                self._watch(name, spec)
                return spec
        return None

    def _watch(self, name: str, spec: ModuleSpec) -> None:
        loader: Any = spec.loader
        if loader is None or isinstance(loader, type) or not hasattr(loader, "exec_module"):
            return
        callback = self.callbacks
        original = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            vars(loader).pop("exec_module", None)
            original(module)
            done = callback.pop(name, None)
            if done is not None:
                done(module)

        try:
            loader.exec_module = hidden(exec_module)
        except AttributeError:
            return


def after_import(callbacks: dict[str, Callable[[ModuleType], None]]) -> None:
    """Runs each callback now when its module is loaded, else right after the user imports it."""
    pending: dict[str, Callable[[ModuleType], None]] = {}
    for name, callback in callbacks.items():
        module = sys.modules.get(name)
        if module is not None:
            callback(module)
        else:
            pending[name] = callback
    finder: Any = PostImport(pending)
    sys.meta_path.insert(0, finder)

    def back() -> None:
        pending.clear()
        if finder in sys.meta_path:
            sys.meta_path.remove(finder)

    undo.later(back)
