"""Starts capture in this process; records failures as they happen, and writes the last evidence at its end."""

from __future__ import annotations

import _thread
import atexit
import os
import sys
import time

from . import hooks, state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_IGNORED = (KeyboardInterrupt, SystemExit, GeneratorExit)
DEADLINE_TRIES = 5
_busy: set[int] = set()
SERVER_SECONDS = 5.0


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
    hooks.install(failed, noted, at_exit)
    if settings.deadline is not None:
        _watchdog(settings.deadline)


def ignored(error: BaseException) -> bool:
    """Whether an exception is a way to stop, not a failure."""
    members = getattr(error, "exceptions", None)
    if isinstance(members, (tuple, list)) and members:
        return all(ignored(member) for member in members)
    return isinstance(error, _IGNORED)


def failed(error: BaseException | None, main: bool = False) -> None:
    """Records an uncaught exception, once, and writes the evidence; never raises.

    The first one tells most, except that one which ends the `main` thread beats what happened beside it.
    """
    now = state.current
    if now is None or error is None or ignored(error) or not now.first_time(error):
        return
    started = time.perf_counter()

    def record() -> None:
        from . import exceptions, workflow, write

        found = exceptions.chain(now, error)
        if not now.chain or (main and not now.chain_is_main):
            now.logged = [*({**item, "relation": "logged"} for item in now.chain), *now.logged]
            now.chain, now.chain_is_main = found, main
            now.workflow = workflow.at_failure(now, error)
        now.capture_ms += (time.perf_counter() - started) * 1000
        write.write(now)

    _guarded(record)


def noted(error: BaseException | None, ending: bool = False) -> None:
    """Records an exception the program caught and showed, or was handling while `ending` with a status."""
    now = state.current
    if now is None or error is None or ignored(error):
        return

    def record() -> None:
        from . import exceptions, workflow

        if not ending:
            exceptions.note_logged(now, error)
            write_sometimes()
        elif not now.chain:
            now.ending = exceptions.chain(now, error)
            now.ending[0]["handled"] = True
            now.workflow = now.workflow or workflow.at_failure(now, error)
        now.dirty = True

    _guarded(record)


def write_sometimes() -> None:
    """Writes from a program that has run for long, such as a server, which may be killed without a word."""
    now = state.current
    if now is None or time.monotonic() - now.written < SERVER_SECONDS:
        return
    from . import write

    write.write(now)


def at_exit() -> None:
    """Writes the last evidence when anything happened since the previous one; never raises."""
    now = state.current
    if now is None:
        return

    failed(getattr(sys, "last_value", None), main=True)

    def record() -> None:
        if _quiet(now):
            return
        from . import coroutines, write

        if now.ending and not now.chain:
            now.chain = now.ending
        coroutines.note_unawaited(now)
        if now.dirty:
            write.write(now)

    _guarded(record)


def _quiet(now: state.State) -> bool:
    """Whether nothing happened in this process that an evidence could tell."""
    if isinstance(getattr(sys, "last_value", None), KeyboardInterrupt) and "dataflow" not in sys.modules:
        # Importing more of the standard library now would make Python forget that it ends by this signal.
        return True
    told = now.chain or now.calls or now.logs or now.warnings or now.logged
    return not (now.settings.main or told)


def _guarded(work: Callable[[], None]) -> bool:
    """Whether `work` came to its end; its exceptions are ours and never the program's.

    Reading the user's objects may run code of theirs that fails and logs: that is not recorded again.
    """
    thread = _thread.get_ident()
    if thread in _busy:
        return False
    _busy.add(thread)
    try:
        work()
    except BaseException as problem:
        if os.environ.get("DFDBG_TRACE"):
            import traceback

            traceback.print_exception(type(problem), problem, problem.__traceback__)
        return False
    finally:
        _busy.discard(thread)
    return True


def _watchdog(deadline: float) -> None:
    def wait() -> None:
        time.sleep(max(0.0, deadline - time.time()))
        at_deadline()

    _thread.start_new_thread(wait, ())


def at_deadline() -> None:
    """Writes evidence with the stacks of all threads, a moment before the launcher ends the program."""
    now = state.current
    if now is None:
        return

    def record() -> None:
        from . import stacks, write

        now.threads = stacks.all_threads(now)
        write.write(now)

    # The program goes on meanwhile, so what is being read may change under the reader.
    for _ in range(DEADLINE_TRIES):
        if _guarded(record):
            return
