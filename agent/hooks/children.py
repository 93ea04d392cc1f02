"""Carries the hook into children that multiprocessing starts anew."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from dataflow_debugger.agent.capture import undo
from dataflow_debugger.agent.capture.imports import hidden

KEY = "dataflow_debugger"


class Start:
    """Starts the hook where it is unpickled; the child goes on whatever happens to it."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __reduce__(self) -> Any:
        return exec, (self.code,)


def watch_spawn(spawn: ModuleType) -> None:
    """Puts the start of the hook beside what a new child is told of its parent, which it unpickles first."""
    before = spawn.get_preparation_data

    def get_preparation_data(name: Any) -> Any:
        found = before(name)
        found[KEY] = Start(_code())
        return found

    undo.put(spawn, "get_preparation_data", hidden(get_preparation_data))


def _code() -> str:
    from dataflow_debugger.agent.capture import state
    from dataflow_debugger.agent.hooks import watch

    now = state.current
    if watch.current is None or now is None:
        return ""
    folder = str(watch.current.folder) if watch.current.folder is not None else None
    call = f"started({folder!r}, {watch.current.everything!r}, {now.settings.entry!r})"
    return (
        "try:\n from dataflow_debugger.agent.hooks import children\n"
        f" children.{call}\nexcept BaseException: pass\n"
    )


def started(folder: str | None, everything: bool, entry: str | None) -> None:
    """Installs the hook in a child; one that DATAFLOW_DEBUG has started already learns the program's file."""
    from dataflow_debugger.agent.capture import paths, state
    from dataflow_debugger.agent.hooks import watch

    watch.install(folder, everything=everything, entry=entry)
    now = state.current
    if now is not None and entry is not None and now.settings.entry is None:
        now.settings.entry = entry
        now.paths = paths.Paths(paths.root_of(entry))
