"""Starts capture in this process: hooks, observers, the last evidence at exit or before the deadline."""

from __future__ import annotations

import atexit
import os
import sys
import time

from . import state
from .imports import after_import, cut_own_frames, drop_own_frame, hidden, watch_traceback

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

_IGNORED = (KeyboardInterrupt, SystemExit, GeneratorExit)
_OBSERVED = (
    "dataflow.core.engine",
    "dataflow.features.express",
    "dataflow.features.transactions",
    "dataflow.features.bulk",
    "dataflow.core.tenant_context",
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
    callbacks["multiprocessing.process"] = _multiprocessing
    callbacks["_pytest.config"] = _pytest
    if sys.version_info < (3, 11):
        callbacks["traceback"] = watch_traceback
    after_import(callbacks)
    _watch_ends()
    if settings.deadline is not None:
        _watchdog(settings.deadline)


def _after(previous: Callable[..., Any], error_of: Callable[[Any], Any]) -> Callable[..., Any]:
    """A hook that lets the user see what they would have seen, and only then records."""

    def hook(*args: Any) -> None:
        error = error_of(args)
        if sys.version_info < (3, 11):
            cut_own_frames(error)
            args = (*args[:2], error.__traceback__) if len(args) == 3 else args
        try:
            previous(*args)
        finally:
            failed(error)

    return hook


def _watch_ends() -> None:
    """Covers processes that end without running exit handlers, as forked workers do."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_forked)
    previous = os._exit

    def _exit(status: int) -> Any:
        at_exit()
        previous(status)

    os._exit = _exit


def _forked() -> None:
    """A forked child starts with what its parent made, but tells only what happens to itself."""
    now = state.current
    if now is not None:
        now.settings.main = False
        now.calls, now.logs, now.warnings, now.chain, now.logged, now.runs = [], [], [], [], [], []
        now.workflow = None
        now.dirty = False


def _multiprocessing(process: ModuleType) -> None:
    """A worker process prints its exception itself; no hook of Python sees it."""
    bootstrap = process.BaseProcess._bootstrap

    def _bootstrap(self: Any, *args: Any, **kwargs: Any) -> Any:
        run = self.run

        def guarded() -> None:
            try:
                run()
            except BaseException as error:
                failed(error)
                drop_own_frame(error)
                raise

        self.run = hidden(guarded)
        return bootstrap(self, *args, **kwargs)

    process.BaseProcess._bootstrap = hidden(_bootstrap)


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
    """Whether nothing happened in this process that an evidence could tell."""
    if isinstance(getattr(sys, "last_value", None), KeyboardInterrupt) and "dataflow" not in sys.modules:
        # Importing more of the standard library now would make Python forget that it ends by this signal.
        return True
    told = now.chain or now.calls or now.logs or now.warnings or now.logged
    return not (now.settings.main or told)


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
