"""Calls back after chosen modules were imported by the user, without importing any of them itself."""

from __future__ import annotations

import sys

from .paths import INTERNAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any


def hidden(function: Any) -> Any:
    """Gives a wrapper the file name that Python leaves out of stack levels and of import tracebacks."""
    function.__code__ = function.__code__.replace(co_filename=INTERNAL)
    return function


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
    sys.meta_path.insert(0, PostImport(pending))
