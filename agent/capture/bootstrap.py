"""Starts capture in this process; records failures as they happen, and writes the last evidence at its end."""

from __future__ import annotations

import _thread
import atexit
import os
import sys
import time

from . import guard, hooks, state, unended

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

_IGNORED = (KeyboardInterrupt, SystemExit, GeneratorExit)
DEADLINE_TRIES = 5
# Reading an uncaught exception runs the user's code; it gets so long before it is read without.
READING_S = 8.0
# What these log with an exception is what nobody caught.
SERVERS = ("asyncio", "concurrent.futures", "uvicorn.error", "hypercorn.error", "gunicorn.error")
DESCRIBED_MAX = 100
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
    more = {"concurrent.futures._base": _futures, "threading": _threads}
    hooks.install(failed, noted, at_exit, more)
    if settings.deadline is not None:
        _watchdog(settings.deadline)


def ignored(error: BaseException) -> bool:
    """Whether an exception is a way to stop, not a failure."""
    members = getattr(error, "exceptions", None)
    if isinstance(members, (tuple, list)) and members:
        return all(ignored(member) for member in members)
    return isinstance(error, _IGNORED)


def failed(error: BaseException | None, main: bool = False, seen: str = "") -> None:
    """Records an uncaught exception, once, and writes the evidence; never raises.

    The first one tells most, except that one which ends the `main` thread beats what happened beside it.
    """
    now = state.current
    if now is None or error is None or ignored(error) or not now.first_time(error):
        return
    started = time.perf_counter()

    def record(bare: bool = False) -> bool:
        from . import exceptions, workflow, write

        found = exceptions.bare(now, error) if bare else exceptions.chain(now, error)
        if not now.chain or (main and not now.chain_is_main):
            now.logged = [*({**item, "relation": "logged"} for item in now.chain), *now.logged]
            now.chain, now.chain_is_main = found, main
            now.workflow = None if bare else workflow.at_failure(now, error)
        now.capture_ms += (time.perf_counter() - started) * 1000
        write.write(now)
        return True

    if not main:
        guard.safely(record)
        return
    if guard.within(record, READING_S) is None:
        guard.safely(lambda: record(bare=True))
    unended.watch(now)


def noted(error: BaseException | None, ending: Any = None, seen: str = "") -> None:
    """Records an exception the program caught and showed, or was handling while `ending` with a status."""
    now = state.current
    if now is None or error is None:
        return
    if ignored(error):
        if seen == "sys.unraisablehook" and isinstance(error, KeyboardInterrupt):
            unended.stopped(now)
        return

    def record() -> None:
        from . import exceptions, workflow

        if ending is None:
            exceptions.note_logged(now, error)
            if unheard(seen) and not now.ending:
                found = exceptions.chain(now, error)
                now.ending = found if seen != "sys.unraisablehook" or exceptions.of_user(found) else []
            write_sometimes()
        elif not now.chain:
            now.ending = exceptions.chain(now, error)
            now.ending[0]["handled"] = True
            now.workflow = now.workflow or workflow.at_failure(now, error)
        now.dirty = True
        if ending is not None:
            unended.watch(now, ending)

    guard.safely(record)


def unheard(seen: str) -> bool:
    """Whether an exception that was seen there is one that nobody caught, in a program that goes on."""
    return seen == "sys.unraisablehook" or seen.removeprefix("logging:") in SERVERS


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
        if not _quiet(now):
            finish(now)

    guard.safely(record)


def finish(now: state.State) -> None:
    """Writes the last evidence, with what failed in the background and nobody asked for."""
    from . import coroutines, write

    now.ending = now.ending or _background(now)
    if now.ending and not now.chain:
        now.chain, now.dirty = now.ending, True
    coroutines.note_unawaited(now)
    if now.dirty:
        write.write(now)


def _quiet(now: state.State) -> bool:
    """Whether nothing happened in this process that an evidence could tell."""
    if isinstance(getattr(sys, "last_value", None), KeyboardInterrupt) and "dataflow" not in sys.modules:
        # Importing more of the standard library now would make Python forget that it ends by this signal.
        return True
    told = now.chain or now.ending or now.calls or now.logs or now.warnings or now.logged
    return not (now.settings.main or told)


def _threads(threading: ModuleType) -> None:
    hooks.threads(threading, failed)
    if state.current is not None:
        unended.at_shutdown(threading, state.current)


def _futures(base: ModuleType) -> None:
    """A pool keeps what its functions raise until somebody asks for it."""
    from . import background

    described = 0

    def describe() -> None:
        nonlocal described
        described += 1
        if described <= DESCRIBED_MAX:
            guard.safely(lambda: background.unread(_described, ending=False))

    background.watch_futures(base, describe)


def _described(error: BaseException, _: str) -> list[dict[str, Any]] | None:
    from . import exceptions

    now = state.current
    return None if now is None or ignored(error) else exceptions.chain(now, error)


def _background(now: state.State) -> list[dict[str, Any]]:
    """What failed in a future or a task that nobody asked, when nothing else did."""
    if "concurrent.futures._base" not in sys.modules and "asyncio.tasks" not in sys.modules:
        return []
    from . import background, exceptions

    found: list[list[dict[str, Any]]] = background.unread(_described, ending=True)
    found += [exceptions.chain(now, error) for error in background.unawaited() if not ignored(error)]
    return found[0] if found else []


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

    def record() -> bool:
        from . import stacks, write

        now.threads = stacks.all_threads(now)
        write.write(now)
        return True

    # The program goes on meanwhile, so what is being read may change under the reader.
    for _ in range(DEADLINE_TRIES):
        if guard.safely(record):
            return
