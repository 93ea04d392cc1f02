"""Starts capture in this process: hooks, observers, the last evidence at exit or before the deadline."""

from __future__ import annotations

import atexit
import os
import sys
import time

from . import state
from .imports import after_import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

_IGNORED = (KeyboardInterrupt, SystemExit, GeneratorExit)
_OBSERVED = (
    "dataflow.core.engine",
    "dataflow.features.express",
    "kailash.runtime.local",
    "kailash.runtime.async_local",
    "kailash.runtime.parallel",
    "kailash.workflow.cyclic_runner",
    "kailash.workflow.builder",
)


def start_from_environment() -> None:
    """Starts with what the launcher left in the environment."""
    deadline = os.environ.get("DFDBG_DEADLINE")
    start(
        state.Settings(
            out=os.environ["DFDBG_OUT"],
            entry=os.environ.get("DFDBG_ENTRY") or None,
            values=bool(os.environ.get("DFDBG_VALUES")),
            deadline=float(deadline) if deadline else None,
            main=os.environ.get("DFDBG_LAUNCHER") == str(os.getppid()),
        )
    )


def start(settings: state.Settings) -> None:
    """Installs everything; a second call changes nothing."""
    if state.current is not None:
        return
    state.current = state.State(settings)
    # Registered before anything of the program, so it runs after everything of the program.
    atexit.register(at_exit)
    sys.excepthook = _after(sys.excepthook, lambda args: args[1])
    sys.unraisablehook = _after(sys.unraisablehook, lambda args: args[0].exc_value)
    callbacks: dict[str, Callable[[ModuleType], None]] = dict.fromkeys(_OBSERVED, _observe)
    callbacks.update(threading=_threading, logging=_logging, warnings=_warnings)
    callbacks["_pytest.config"] = _pytest
    after_import(callbacks)
    if settings.deadline is not None:
        _watchdog(settings.deadline)


def _after(previous: Callable[..., Any], error_of: Callable[[Any], Any]) -> Callable[..., Any]:
    """A hook that lets the user see what they would have seen, and only then records."""

    def hook(*args: Any) -> None:
        try:
            previous(*args)
        finally:
            failed(error_of(args))

    return hook


def _observe(module: ModuleType) -> None:
    from . import observe

    observe.TARGETS[module.__name__](module)


def _threading(threading: ModuleType) -> None:
    previous = threading.excepthook
    threading.excepthook = _after(previous, lambda args: args[0].exc_value)  # type: ignore[attr-defined]


def _logging(logging: ModuleType) -> None:
    from . import records

    records.watch_logging(logging)


def _warnings(warnings: ModuleType) -> None:
    from . import records

    records.watch_warnings(warnings)


def _pytest(_: ModuleType) -> None:
    """pytest keeps exceptions to itself; it reads this variable when it starts, right after this import."""
    plugin = f"{__package__}.pytest_plugin"
    before = os.environ.get("PYTEST_PLUGINS", "")
    if plugin not in before:
        os.environ["PYTEST_PLUGINS"] = f"{before},{plugin}" if before else plugin


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
        if not now.chain:
            failed(getattr(sys, "last_value", None))
        if _quiet(now):
            return
        from . import coroutines, write

        coroutines.note_unawaited(now)
        if now.dirty:
            write.write(now)
    except BaseException as problem:
        _complain(problem)


def _quiet(now: state.State) -> bool:
    """Whether this is a helper process in which nothing happened that an evidence could tell."""
    told = now.chain or now.calls or now.logs or now.warnings
    return not (now.settings.main or told or "dataflow" in sys.modules)


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
