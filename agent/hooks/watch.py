"""Watches this process for failures that nobody handles, keeps their evidence, and shows a compact diagnosis.

Loaded at the start of every process under `DATAFLOW_DEBUG=1`, so what is needed only at a failure is imported
there. Nothing here raises into the program, changes its output before its own last word, or its exit status.
"""

from __future__ import annotations

import _thread
import atexit
import os
import sys
import time

from dataflow_debugger.agent.capture import guard, hooks, paths, state, undo
from dataflow_debugger.agent.capture.bootstrap import ignored, unheard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType
    from typing import Any

    from dataflow_debugger.agent.hooks.record import Occurrence

# By these the program, or one of its threads, ends here: the diagnosis stands right under its traceback.
_PROMPT = ("sys.excepthook", "threading.excepthook", "sys.last_value")
# The handler for services takes what is logged where it is in use.
_SERVICE = "dataflow_debugger.agent.hooks.service.recorder"
# Others are told at the end, or after this long by a program that goes on.
PATIENCE_S = 3.0
TELLING_S = 8.0
SHOWN_MAX = 5
PENDING_MAX = 100
KINDS_MAX = 1000
LOGGED_MAX, LOGGED_S = 20, 10.0
# Given back when memory runs out. Pages of zeros that nobody touches take address space and no memory.
RESERVE = 32 * 1024 * 1024
LAUNCHER = "_dataflow_debugger_capture"


class Watch:
    """What one process has seen so far."""

    def __init__(self, folder: Path | None, everything: bool) -> None:
        self.start = os.getcwd()
        self.folder = folder
        self.everything = everything
        self.pending: list[Occurrence] = []
        self.known: dict[str, int] = {}
        self.kinds: set[object] = set()
        self.ending: Occurrence | None = None
        self.shown = 0
        self.ended = False
        self.timed = False
        self.logged_since = 0.0
        self.lock = _thread.allocate_lock()
        self.telling = _thread.allocate_lock()
        self.reserve: bytes | None = bytes(RESERVE)

    def first(self, error: BaseException) -> bool:
        """Whether nothing like it was raised at the same place before; a server must not read each one."""
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = (trace.tb_frame.f_code, trace.tb_lineno) if trace is not None else None
        key = (type(error), where)
        if key in self.kinds:
            return False
        if len(self.kinds) < KINDS_MAX:
            self.kinds.add(key)
        return True

    def new(self, occurrence: Occurrence) -> bool:
        """Whether a failure is the first of its kind in this process; the others are only counted."""
        with self.lock:
            count = self.known.get(occurrence.fingerprint, 0)
            if len(self.known) < KINDS_MAX or count:
                self.known[occurrence.fingerprint] = count + 1
            return count == 0


current: Watch | None = None


def install(folder: str | Path | None = None, *, everything: bool = True, entry: str | None = None) -> None:
    """Starts watching; a second call changes nothing.

    Evidence goes below `folder`, by default `.dataflow/debug/` of the working folder. Without `everything`,
    only processes are watched that load DataFlow or Kailash.
    """
    global current
    if current is not None or state.current is not None or LAUNCHER in sys.modules:
        return
    current = Watch(_absolute(folder), everything)
    state.current = state.State(state.Settings(out="", entry=_program(entry)))
    more: dict[str, Callable[[ModuleType], None]] = {
        "concurrent.futures._base": _futures,
        "multiprocessing.spawn": _spawn,
        "_pytest.config": _nothing,
    }
    # Registered before anything of the program, so it runs after everything of the program.
    atexit.register(at_exit)
    hooks.install(failed, noted, at_exit, more)
    _watch_forks()


def uninstall() -> None:
    """Puts back everything that `install` replaced; without `install` it does nothing."""
    global current
    if current is None:
        return
    current = None
    state.current = None
    atexit.unregister(at_exit)
    undo.put_back()


def _absolute(folder: str | Path | None) -> Any:
    if folder is None:
        return None
    from pathlib import Path

    return Path(os.path.abspath(folder))


def _program(entry: str | None) -> str | None:
    """The program's own file: that of Python's command line, else of the main module; no command as `pytest`."""
    file = entry or getattr(sys.modules.get("__main__"), "__file__", None)
    if not isinstance(file, str) or not os.path.isfile(file) or paths.is_script(file):
        return None
    return os.path.abspath(file)


def _nothing(_: ModuleType) -> None:
    """pytest keeps exceptions to itself; its own plugin takes them."""


def _futures(module: ModuleType) -> None:
    from dataflow_debugger.agent.capture import background

    background.watch_futures(module, _tell_later)


def _spawn(module: ModuleType) -> None:
    from dataflow_debugger.agent.hooks import children

    children.watch_spawn(module)


_forks_watched = False


def _watch_forks() -> None:
    global _forks_watched
    if hasattr(os, "register_at_fork") and not _forks_watched:
        _forks_watched = True
        os.register_at_fork(after_in_child=_forked)


def _forked() -> None:
    """A forked child reports what happens to itself, and no lock of its parent's is held in it."""
    if current is None:
        return
    current.lock, current.telling = _thread.allocate_lock(), _thread.allocate_lock()
    current.pending, current.known, current.kinds, current.ending = [], {}, set(), None
    current.timed, current.shown, current.ended = False, 0, False
    if "asyncio" in sys.modules or "concurrent.futures" in sys.modules:
        from dataflow_debugger.agent.capture import background

        guard.safely(background.forked)


def failed(error: BaseException | None, main: bool = False, seen: str = "") -> None:
    """Takes an exception that nobody caught, once."""
    watch = current
    if watch is None or error is None or _not_now() or guard.busy() or ignored(error):
        return
    if isinstance(error, MemoryError):
        watch.reserve = None
    if watch.ended:
        # Threads that are started this late never run.
        taken = guard.safely(lambda: _take(watch, error, seen, main))
        if taken:
            guard.safely(lambda: _report(watch, taken))
        return
    if seen in _PROMPT:
        # The user's own code runs while an exception is read; it gets only so long.
        taken = guard.within(lambda: _take(watch, error, seen, main))
        if taken is None:
            taken = guard.safely(lambda: _take(watch, error, seen, main, bare=True))
        if taken:
            guard.safely(lambda: _report(watch, taken))
        return
    if seen.startswith("logging:") and not watch.first(error):
        return
    taken = guard.safely(lambda: _take(watch, error, seen, main))
    if taken and len(watch.pending) < PENDING_MAX:
        watch.pending += [occurrence for occurrence, _ in taken]
        _tell_later()


def _not_now() -> bool:
    """Whether Python is being taken apart and imports nothing more, or pytest runs: its plugin does the work."""
    return sys.meta_path is None or ("_pytest.config" in sys.modules and "PYTEST_VERSION" in os.environ)


def noted(error: BaseException | None, ending: Any = None, seen: str = "") -> None:
    """Takes an exception that was logged, shown, or in flight while the program ended with a status."""
    watch = current
    if watch is None or error is None or _not_now() or guard.busy() or ignored(error):
        return
    logged = seen.startswith("logging:")
    if unheard(seen) and not (logged and _SERVICE in sys.modules):
        failed(error, seen=seen)
    elif seen == "sys.exit":
        guard.safely(lambda: _note_ending(watch, error, ending))
    elif logged:
        guard.safely(lambda: _note_logged(watch, error))


def _take(
    watch: Watch, error: BaseException, seen: str, main: bool, bare: bool = False
) -> list[tuple[Occurrence, Any]]:
    """The occurrence with its evidence where it is shown at once; an empty list when it is not for us."""
    from dataflow_debugger.agent.capture import exceptions
    from dataflow_debugger.agent.hooks import record

    if not bare:
        if record.marked(error) or not (watch.everything or record.of_dataflow(error)):
            return []
        record.mark(error)
    occurrence = record.describe_bare(error, seen) if bare else record.describe(error, seen)
    if seen == "sys.unraisablehook" and not exceptions.of_user(occurrence.chain):
        # Libraries that are taken apart at the end of a program often stumble; their own cleaning up is noise.
        return []
    occurrence.exit_code = 1 if main else None
    if not watch.new(occurrence) and not bare:
        return []
    prompt = seen in _PROMPT or watch.ended
    return [(occurrence, record.evidence(occurrence) if prompt else None)]


def _note_ending(watch: Watch, error: BaseException, status: Any) -> None:
    """`except Exception as error: print(error); sys.exit(1)` leaves no other trace of the error."""
    from dataflow_debugger.agent.hooks import record

    if record.marked(error) or not record.of_dataflow(error):
        return
    occurrence = record.describe(error, "sys.exit")
    occurrence.chain[0]["handled"] = True
    occurrence.exit_code = status if isinstance(status, int) else 1
    watch.ending = occurrence


def _note_logged(watch: Watch, error: BaseException) -> None:
    """What was in flight when an error was logged may be the only origin that a later failure names."""
    from dataflow_debugger.agent.capture import exceptions

    now = state.current
    if now is None:
        return
    if time.monotonic() - watch.logged_since > LOGGED_S and len(now.logged) >= LOGGED_MAX:
        watch.logged_since, now.logged = time.monotonic(), []
    exceptions.note_logged(now, error)


def _tell_later() -> None:
    """Has what is pending told by a thread, in a program that goes on."""
    watch = current
    if watch is None or watch.timed or watch.ended:
        return
    watch.timed = True

    def wait() -> None:
        time.sleep(PATIENCE_S)
        watch.timed = False
        if current is watch and not watch.ended:
            guard.safely(lambda: _tell_pending(watch, ending=False))

    try:
        _thread.start_new_thread(wait, ())
    except RuntimeError:
        watch.timed = False


def _tell_pending(watch: Watch, ending: bool) -> None:
    """Tells everything pending in one block; a program that ends meanwhile waits until it is told."""
    if not watch.telling.acquire(timeout=TELLING_S):
        return
    try:
        _tell(watch, ending)
    finally:
        watch.telling.release()


def _tell(watch: Watch, ending: bool) -> None:
    _collect_unread(watch, ending)
    with watch.lock:
        pending, watch.pending = watch.pending, []
    if not pending:
        return
    from dataflow_debugger.agent.hooks import record

    told = [(one, _evidence(record, one)) for one in pending[:SHOWN_MAX]]
    _report(watch, [(one, found) for one, found in told if found is not None], len(pending))


def _evidence(record: Any, occurrence: Occurrence) -> Any:
    try:
        return record.evidence(occurrence)
    except Exception:
        return None


def _collect_unread(watch: Watch, ending: bool) -> None:
    background = sys.modules.get("dataflow_debugger.agent.capture.background")
    if background is None:
        return
    from dataflow_debugger.agent.hooks import record

    def describe(error: BaseException, seen: str) -> Any:
        if ignored(error) or record.marked(error) or not (watch.everything or record.of_dataflow(error)):
            return None
        record.mark(error)
        return record.describe(error, seen)

    found = background.unread(describe, ending)
    watch.pending += [occurrence for occurrence in found if watch.new(occurrence)]


def _report(watch: Watch, taken: list[tuple[Occurrence, Any]], count: int = 0) -> None:
    """Keeps every evidence, and shows the diagnosis of the first; `--last` then means that one."""
    from dataflow_debugger.agent.hooks import brief, keep

    folder = watch.folder or keep.place(watch.start)
    path = None
    for _, evidence in reversed(taken):
        path = keep.keep(evidence, folder) or path
    if not taken:
        return
    watch.shown += 1
    if watch.shown > SHOWN_MAX:
        return
    count = max(count, len(taken))
    text, reason = "", brief.FOREIGN
    if taken[0][0].of_dataflow:
        text, reason = brief.show(path, count=count) if path is not None else "", brief.LATE
    say(text or brief.without_child(taken[0][1], path, reason, count))


def say(text: str) -> None:
    """Writes to standard error, where the traceback stands."""
    stream = sys.stderr
    if stream is None or not text:
        return
    try:
        stream.write(f"\n{text}")
    except UnicodeError:
        stream.write("\n" + text.encode("ascii", "backslashreplace").decode())
    stream.flush()


def at_exit() -> None:
    """Tells what is pending, or what went wrong without a word. The process may end by any way out."""
    watch = current
    if watch is None or watch.ended:
        return
    last = getattr(sys, "last_value", None)
    if isinstance(last, KeyboardInterrupt) or _not_now():
        return
    if "IPython" not in sys.modules:
        # A notebook keeps the exception of its last failing cell there, which is not its end.
        failed(last, main=True, seen="sys.last_value")
    guard.safely(lambda: _at_exit(watch))
    watch.ended = True


def _at_exit(watch: Watch) -> None:
    if "asyncio" in sys.modules and (watch.everything or "kailash" in sys.modules):
        from dataflow_debugger.agent.capture import background

        for error in background.unawaited():
            found = _take(watch, error, "asyncio", False)
            watch.pending += [occurrence for occurrence, _ in found]
    _tell_pending(watch, ending=True)
    if watch.shown > SHOWN_MAX:
        more = watch.shown - SHOWN_MAX
        say(f"DataFlow debug: {more} more of this process: dataflow debug --ai --list\n")
    if not watch.shown and state.current is not None and "kailash" in sys.modules:
        from dataflow_debugger.agent.hooks import quiet

        quiet.tell(watch, state.current)
