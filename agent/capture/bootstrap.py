"""Starts capture in this process: hooks, observers, the last evidence at exit or before the deadline."""

from __future__ import annotations

import atexit
import os
import sys
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

from . import observe, paths, records, state
from .imports import after_import

_IGNORED = (KeyboardInterrupt, SystemExit, GeneratorExit)


def start_from_environment() -> None:
    """Starts with what the launcher left in the environment."""
    deadline = os.environ.get("DFDBG_DEADLINE")
    start(
        state.Settings(
            out=os.environ["DFDBG_OUT"],
            entry=os.environ.get("DFDBG_ENTRY") or None,
            values=bool(os.environ.get("DFDBG_VALUES")),
            deadline=float(deadline) if deadline else None,
        )
    )


def start(settings: state.Settings) -> None:
    """Installs everything; a second call changes nothing."""
    if state.current is not None:
        return
    state.current = state.State(settings, paths.Paths(paths.root_of(settings.entry)))
    # Registered before anything of the program, so it runs after everything of the program.
    atexit.register(at_exit)
    _hook_main()
    sys.unraisablehook = _after(sys.unraisablehook, lambda args: args[0].exc_value)
    records.install()
    observe.install()
    after_import({"threading": _threading})
    if settings.deadline is not None:
        _watchdog(settings.deadline)


def _hook_main() -> None:
    previous = sys.excepthook

    def excepthook(kind: type[BaseException], value: BaseException, trace: Any) -> None:
        try:
            previous(kind, value, trace)
        finally:
            failed(value)

    sys.excepthook = excepthook


def _after(previous: Callable[..., Any], error_of: Callable[[Any], Any]) -> Callable[..., Any]:
    def hook(*args: Any) -> None:
        try:
            previous(*args)
        finally:
            failed(error_of(args))

    return hook


def _threading(threading: ModuleType) -> None:
    threading.excepthook = _after(threading.excepthook, lambda args: args[0].exc_value)  # type: ignore[attr-defined]


def ignored(error: BaseException) -> bool:
    """Whether an exception is a way to stop, not a failure."""
    members = getattr(error, "exceptions", None)
    if isinstance(members, (tuple, list)) and members:
        return all(ignored(member) for member in members)
    return isinstance(error, _IGNORED)


def failed(error: BaseException | None) -> None:
    """Records an uncaught exception, once, and writes the evidence; never raises."""
    now = state.current
    if now is None or error is None or ignored(error) or id(error) in now.seen:
        return
    now.seen.add(id(error))
    started = time.perf_counter()
    try:
        from . import exceptions, workflow, write

        found = exceptions.chain(now, error)
        if not now.chain:
            now.chain = found
            now.workflow = workflow.at_failure(now, error)
        now.capture_ms += (time.perf_counter() - started) * 1000
        write.write(now)
    except BaseException as problem:
        _complain(problem)


def at_exit() -> None:
    """Writes the last evidence when anything happened since the previous one; never raises."""
    now = state.current
    if now is None:
        return
    try:
        from . import coroutines, write

        if not now.chain:
            failed(getattr(sys, "last_value", None))
        coroutines.note_unawaited(now)
        if now.dirty:
            write.write(now)
    except BaseException as problem:
        _complain(problem)


def _complain(problem: BaseException) -> None:
    if os.environ.get("DFDBG_TRACE"):
        import traceback

        traceback.print_exception(type(problem), problem, problem.__traceback__)


def _watchdog(deadline: float) -> None:
    import _thread

    def wait() -> None:
        time.sleep(max(0.0, deadline - time.time()))
        at_deadline()

    _thread.start_new_thread(wait, ())


def at_deadline() -> None:
    """Writes evidence with the stacks of all threads, a moment before the launcher ends the program."""
    now = state.current
    if now is None:
        return
    try:
        from . import stacks, write

        now.threads = stacks.all_threads(now)
        write.write(now)
    except BaseException as problem:
        _complain(problem)

