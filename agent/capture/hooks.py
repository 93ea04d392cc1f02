"""The places where Python and its libraries hand over, print or swallow an exception."""

from __future__ import annotations

import os
import sys

from . import paths, state, undo
from .imports import after_import, cut_own_frames, drop_own_frame, hidden, watch_traceback

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any, Protocol

    class Failed(Protocol):
        """Takes an uncaught exception; `main` when it ends the main thread, `seen` names the hook."""

        def __call__(self, error: BaseException | None, main: bool = False, seen: str = "") -> None: ...

    class Noted(Protocol):
        """Takes an exception that the program caught; `ending` is the status it ends with meanwhile."""

        def __call__(self, error: BaseException | None, ending: Any = None, seen: str = "") -> None: ...


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
    "kailash.workflow.graph",
)


_HARMLESS = (
    "SIGCHLD",
    "SIGURG",
    "SIGWINCH",
    "SIGCONT",
    "SIGINFO",
    "SIGSTOP",
    "SIGTSTP",
    "SIGTTIN",
    "SIGTTOU",
)


_forks_watched = False


def install(
    failed: Failed,
    noted: Noted,
    at_exit: Callable[[], None],
    more: dict[str, Callable[[ModuleType], None]] | None = None,
) -> None:
    """Puts every hook in place, now or when the user's program imports what it belongs to.

    `more` are callbacks for further modules, or instead of ours; `undo.put_back` takes all of it away again.
    """

    def uncaught(args: tuple[Any, ...]) -> None:
        failed(args[1], main=True, seen="sys.excepthook")

    def unraisable(args: tuple[Any, ...]) -> None:
        noted(args[0].exc_value, seen="sys.unraisablehook")

    undo.put(sys, "excepthook", _after(sys.excepthook, uncaught, lambda args: args[1]))
    undo.put(sys, "unraisablehook", _after(sys.unraisablehook, unraisable, _value))
    callbacks = observers(noted)
    callbacks["threading"] = lambda module: threads(module, failed)
    callbacks["multiprocessing.process"] = lambda module: _multiprocessing(module, failed)
    callbacks["multiprocessing.pool"] = lambda module: _sent_back(module, "ExceptionWithTraceback", failed)
    callbacks["concurrent.futures.process"] = lambda module: _sent_back(
        module, "_ExceptionWithTraceback", failed
    )
    callbacks["unittest.result"] = lambda module: _unittest(module, failed)
    callbacks["traceback"] = lambda module: _traceback(module, noted)
    callbacks["signal"] = lambda module: _signal_module(module, at_exit)
    callbacks["_pytest.config"] = _pytest
    callbacks.update(more or {})
    after_import(callbacks)
    _watch_ends(noted, at_exit)


def observers(noted: Noted) -> dict[str, Callable[[ModuleType], None]]:
    """Callbacks by module that record calls, logs and warnings, and change nothing else."""
    callbacks: dict[str, Callable[[ModuleType], None]] = dict.fromkeys(_OBSERVED, _observe)
    callbacks["logging"] = lambda module: _logging(module, noted)
    callbacks["warnings"] = _warnings
    return callbacks


def _value(args: tuple[Any, ...]) -> BaseException | None:
    error: BaseException | None = args[0].exc_value
    return error


def _after(
    previous: Callable[..., Any],
    record: Callable[[tuple[Any, ...]], None],
    error_of: Callable[[tuple[Any, ...]], BaseException | None],
) -> Callable[..., Any]:
    """A hook that lets the user see what they would have seen, and only then records."""

    def hook(*args: Any) -> None:
        if sys.version_info < (3, 11):
            error = error_of(args)
            cut_own_frames(error)
            if len(args) == 3 and error is not None:
                args = (*args[:2], error.__traceback__)
        try:
            previous(*args)
        finally:
            record(args)

    return hook


def _watch_ends(noted: Noted, at_exit: Callable[[], None]) -> None:
    """Covers ends that run no exit handlers, as of forked workers, and those that hide an exception."""
    global _forks_watched
    if hasattr(os, "register_at_fork") and not _forks_watched:
        # This cannot be undone; without a state it does nothing.
        _forks_watched = True
        os.register_at_fork(after_in_child=_forked)
    end_now, end, kill = os._exit, sys.exit, os.kill

    def _exit(status: int) -> Any:
        try:
            at_exit()
        finally:
            end_now(status)

    def exit(status: Any = None, /) -> Any:
        # `except Exception as error: print(error); sys.exit(1)` leaves no trace of the error anywhere else.
        if status not in (None, 0):
            noted(sys.exc_info()[1], ending=status, seen="sys.exit")
        try:
            end(status)
        except SystemExit as error:
            drop_own_frame(error)
            raise

    def kill_self(pid: int, sig: int, /) -> None:
        if pid == os.getpid() and _ends_the_process(sig):
            at_exit()
        try:
            kill(pid, sig)
        except BaseException as error:
            drop_own_frame(error)
            raise

    undo.put(os, "_exit", _exit)
    undo.put(os, "kill", hidden(kill_self))
    undo.put(sys, "exit", hidden(exit))


def _ends_the_process(number: int) -> bool:
    """Whether a signal to this process ends it at once: no handler runs, and no exit handler after it."""
    import _signal  # type: ignore[import-not-found]

    if number == 0 or number in {getattr(_signal, name, None) for name in _HARMLESS}:
        return False
    try:
        return _signal.getsignal(number) in (_signal.SIG_DFL, None)
    except (ValueError, TypeError):
        # No such signal; the call itself will say so.
        return False


def _signal_module(signal: ModuleType, at_exit: Callable[[], None]) -> None:
    """Servers raise again, with the default action, the signal that told them to stop."""
    raise_signal = signal.raise_signal

    def raising(number: int, /) -> None:
        if _ends_the_process(number):
            at_exit()
        try:
            raise_signal(number)
        except BaseException as error:
            drop_own_frame(error)
            raise

    undo.put(signal, "raise_signal", hidden(raising))


def _forked() -> None:
    """A forked child starts with what its parent made, but tells only what happens to itself."""
    now = state.current
    if now is not None:
        now.settings.main = False
        now.calls, now.logs, now.warnings, now.chain, now.logged, now.runs = [], [], [], [], [], []
        now.workflow, now.ending = None, []
        now.dirty = False
        background = sys.modules.get(f"{__package__}.background")
        if background is not None:
            background.forked()


def _multiprocessing(process: ModuleType, failed: Failed) -> None:
    """A worker process prints its exception itself; no hook of Python sees it."""
    bootstrap = process.BaseProcess._bootstrap

    def _bootstrap(self: Any, *args: Any, **kwargs: Any) -> Any:
        run = self.run

        def guarded() -> None:
            try:
                run()
            except BaseException as error:
                failed(error, seen="multiprocessing")
                drop_own_frame(error)
                raise

        self.run = hidden(guarded)
        return bootstrap(self, *args, **kwargs)

    undo.put(process.BaseProcess, "_bootstrap", hidden(_bootstrap))


def _sent_back(module: ModuleType, name: str, failed: Failed) -> None:
    """A pool's worker sends its exception to the parent as text, and may be ended before it tells anything else."""
    wrapper = getattr(module, name, None)
    if wrapper is None:
        return
    begin = wrapper.__init__

    def __init__(self: Any, exc: Any, tb: Any) -> None:
        failed(exc, seen="multiprocessing")
        begin(self, exc, tb)

    undo.put(wrapper, "__init__", hidden(__init__))


def _unittest(result: ModuleType, failed: Failed) -> None:
    """unittest keeps the exceptions of tests in its result."""
    for name in ("addError", "addFailure"):
        _unittest_method(result.TestResult, name, failed)


def _unittest_method(owner: Any, name: str, failed: Failed) -> None:
    previous = getattr(owner, name)

    def add(self: Any, test: Any, err: Any) -> Any:
        failed(err[1], seen="unittest")
        return previous(self, test, err)

    undo.put(owner, name, hidden(add, like=previous))


def _traceback(traceback: ModuleType, noted: Noted) -> None:
    """A program that prints a traceback itself caught an exception worth knowing."""
    if sys.version_info < (3, 11):
        watch_traceback(traceback)
    for name in ("print_exc", "format_exc"):
        _traceback_function(traceback, name, noted)


def _traceback_function(traceback: ModuleType, name: str, noted: Noted) -> None:
    previous = getattr(traceback, name)

    def shown(*args: Any, **kwargs: Any) -> Any:
        now = state.current
        if now is not None and paths.is_user_frame(sys._getframe(1), now.paths.root):
            noted(sys.exc_info()[1], seen="traceback")
        return previous(*args, **kwargs)

    shown.__name__, shown.__doc__ = previous.__name__, previous.__doc__
    shown.__wrapped__ = previous  # type: ignore[attr-defined]
    undo.put(traceback, name, hidden(shown))


def _observe(module: ModuleType) -> None:
    from . import observe

    observe.TARGETS[module.__name__](module)


def threads(threading: ModuleType, failed: Failed) -> None:
    """A thread's exception goes to a hook of its own."""
    previous = threading.excepthook
    hook = _after(previous, lambda args: failed(args[0].exc_value, seen="threading.excepthook"), _value)
    undo.put(threading, "excepthook", hook)
    make = getattr(threading, "_make_invoke_excepthook", None)
    if make is not None:
        undo.put(threading, "_make_invoke_excepthook", lambda: _after_invoking(make(), failed))


def _after_invoking(invoke: Callable[[Any], None], failed: Failed) -> Callable[[Any], None]:
    """A thread's way to its hook, which also sees what a hook set after ours keeps to itself."""

    def invoking(thread: Any) -> None:
        error = sys.exc_info()[1]
        try:
            invoke(thread)
        finally:
            failed(error, seen="threading.excepthook")
            del error

    return invoking


def _logging(logging: ModuleType, noted: Noted) -> None:
    from . import records

    records.watch_logging(logging, noted)
    records.watch_print(noted)


def _warnings(warnings: ModuleType) -> None:
    from . import records

    records.watch_warnings(warnings)


def _pytest(_: ModuleType) -> None:
    """pytest keeps exceptions to itself; it reads this variable when it starts, right after this import."""
    plugin = f"{__package__}.pytest_plugin"
    before = os.environ.get("PYTEST_PLUGINS", "")
    if plugin not in before:
        os.environ["PYTEST_PLUGINS"] = f"{before},{plugin}" if before else plugin
