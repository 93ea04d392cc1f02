"""Records the failures of a process that goes on: counted at once, described and diagnosed in the background.

While a request waits, only its fingerprint is made and counted. One thread does the rest, and only for the first
occurrence: it writes evidence below `.dataflow/debug/` and has a child process diagnose it.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dataflow_debugger.agent.capture import bootstrap, exceptions, guard, paths, state, workflow
from dataflow_debugger.agent.hooks import keep, observing, record
from dataflow_debugger.agent.hooks.answers import Answers
from dataflow_debugger.agent.hooks.service import claims, fingerprint, tracing
from dataflow_debugger.agent.hooks.service.fingerprint import Fingerprint
from dataflow_debugger.agent.hooks.service.known import Known, Rate, Table, write

QUEUE_MAX = 16
PER_MINUTE = 12
ANSWER_S = 30.0
# The child goes when there was nothing to ask for this long: it holds some fifty megabytes.
IDLE_S = 20.0
WRITE_EVERY_S = 10.0
FLUSH_S = 2.0
CHILD_NICENESS = 10
# While evidence is gathered, other threads get the interpreter after this long instead of 5 ms.
SWITCH_S = 0.0005
_MARK = "__dataflow_debug_service__"
_log = logging.getLogger("dataflow_debugger.service")


class Request(state.Scope):
    """What one request did. `route` is the pattern of its path, `told` the exceptions already taken."""

    def __init__(self) -> None:
        super().__init__()
        self.route = ""
        self.told: set[int] = set()


class _Task:
    """One failure to be described; it holds the live exception until then."""

    __slots__ = ("entry", "error", "request", "seen", "trace")

    def __init__(
        self, entry: Known, error: BaseException | None, request: Request | None, seen: str, trace: Any
    ) -> None:
        self.entry, self.error, self.request, self.seen, self.trace = entry, error, request, seen, trace


class Recorder:
    """Takes failures of one process. `folder` is where evidence goes, by default below the working folder.

    At most `per_minute` are recorded in a minute; what comes above that is counted, and recorded when it comes
    again. Without `diagnose` there is evidence and no cause. With `log` each first occurrence is one warning.
    """

    def __init__(
        self,
        folder: str | Path | None = None,
        *,
        per_minute: int = PER_MINUTE,
        diagnose: bool = True,
        log: bool = True,
    ) -> None:
        self.folder = Path(folder).absolute() if folder is not None else keep.place()
        self.diagnose = diagnose
        self.log = log
        self.problems = 0
        self._per_minute = per_minute
        self._begin()
        observing.start(_noted)
        atexit.register(self.close)

    def _begin(self) -> None:
        """Everything that a forked child has to have of its own."""
        self._pid = os.getpid()
        self._table = Table()
        self._rate = Rate(self._per_minute)
        self._queue: queue.Queue[_Task | None] = queue.Queue(QUEUE_MAX)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._answers = Answers(CHILD_NICENESS)
        self._written = 0.0

    def failed(self, error: BaseException, request: Request | None = None, seen: str = "") -> None:
        """Takes an exception; never raises, and returns within a fraction of a millisecond."""
        if guard.busy() or bootstrap.ignored(error) or not record.of_dataflow():
            return
        guard.safely(lambda: self._failed(error, request, seen))

    def _failed(self, error: BaseException, request: Request | None, seen: str) -> None:
        chain = [item for item, _ in exceptions.walk(error)]
        if _told(chain, request) or not _involved(chain, request):
            return
        route = request.route if request is not None else ""
        self._take(fingerprint.of(error, route), error, request, seen)

    def answered(self, request: Request, status: int) -> None:
        """Takes an error answer: the exception that the program turned into it, or a failing call, says why."""
        if guard.busy() or not record.of_dataflow():
            return
        guard.safely(lambda: self._answered(request, status))

    def _answered(self, request: Request, status: int) -> None:
        seen = f"HTTP {status}"
        if request.told:
            return
        if request.errors:
            self._failed(request.errors[-1], request, seen)
            return
        bad = next((call for call in reversed(request.calls) if not call["ok"]), None)
        if bad is not None:
            where, message = str(bad.get("at") or request.route), str(bad.get("error") or "")
            self._take(fingerprint.made(seen, where, bad["api"], message), None, request, seen)

    def _take(
        self, found: Fingerprint, error: BaseException | None, request: Request | None, seen: str
    ) -> None:
        if self._pid != os.getpid():
            self._begin()
        entry = self._table.count(found)
        trace = tracing.happened(entry.attributes())
        if entry.state == "new" and not self._queue.full() and self._rate.allow():
            entry.state = "queued"
            try:
                self._queue.put_nowait(_Task(entry, error, request, seen, trace))
            except queue.Full:
                entry.state = "new"
            self._start()

    def _start(self) -> None:
        if self._thread is None:
            with self._starting:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._work, name="dataflow-debug", daemon=True)
                    self._thread.start()

    def failures(self) -> list[dict[str, Any]]:
        """What this process has met, the most frequent first: fingerprint, count, place, cause, evidence."""
        return self._table.shown()

    def flush(self, seconds: float = FLUSH_S) -> bool:
        """Waits until everything taken so far is recorded and diagnosed; false when that takes longer."""
        ends = time.monotonic() + seconds
        while self._queue.unfinished_tasks and time.monotonic() < ends:
            time.sleep(0.01)
        return not self._queue.unfinished_tasks

    def close(self) -> None:
        """Records what is waiting, for a moment, and ends the child. Called when the process ends."""
        if self._pid == os.getpid() and self._thread is not None:
            self.flush()
            guard.safely(self._write)
            self._answers.close()

    # What follows runs in the background thread.

    def _work(self) -> None:
        while True:
            try:
                task = self._queue.get(timeout=IDLE_S)
            except queue.Empty:
                self._answers.close()
                self._write_sometimes()
                continue
            try:
                if task is not None:
                    guard.safely(lambda task=task: self._record(task))  # type: ignore[misc]
                    if task.entry.state == "queued":
                        self.problems += 1
                        task.entry.state = "failed"
                del task
                self._write_sometimes()
            finally:
                self._queue.task_done()

    def _record(self, task: _Task) -> None:
        entry, trace = task.entry, task.trace
        mark = entry.fingerprint.id
        if not claims.take(self.folder, mark):
            entry.state = "recorded"
            return
        with _yielding():
            found = record.evidence(_occurrence(task))
        found["hook"].update(fingerprint=mark, route=task.request.route if task.request else None)
        # The exception and its frames are free from here on.
        task.error = task.request = None
        path = keep.keep(found, self.folder)
        if path is None:
            self.problems += 1
            entry.state = "failed"
            return
        entry.evidence, entry.state = path.name, "recorded"
        claims.fulfil(self.folder, mark, path.name)
        answered = self.diagnose and self._diagnose(entry, path)
        if entry.state == "recorded":
            tracing.diagnosed(trace, entry.attributes())
            if self.log:
                self._tell(entry, path, answered)

    def _diagnose(self, entry: Known, path: Path) -> bool:
        """Whether there was an answer, be it that no known cause fits."""
        reply = self._answers.answer(str(path), ANSWER_S)
        if reply is None:
            return False
        if reply.concerns_dataflow:
            entry.code, entry.title = reply.code, reply.title
        else:
            entry.state, entry.evidence = "foreign", None
            keep.forget(path)
        return True

    def _tell(self, entry: Known, path: Path, answered: bool) -> None:
        cause = f"{entry.code} {entry.title}" if entry.code else "no known cause fits"
        if not answered:
            cause = "recorded, not diagnosed"
        mark = entry.fingerprint
        here = path.is_relative_to(os.getcwd())
        more = f"dataflow debug --ai --evidence {os.path.relpath(path) if here else path}"
        _log.warning("%s at %s: %s (%s)", mark.type.rpartition(".")[2], mark.place, cause, more)

    def _write_sometimes(self) -> None:
        if time.monotonic() - self._written > WRITE_EVERY_S:
            guard.safely(self._write)

    def _write(self) -> None:
        self._written = time.monotonic()
        entries = self._table.shown()
        if entries and self.folder.is_dir():
            write(self.folder, entries)


def _noted(error: BaseException | None, ending: Any = None, seen: str = "") -> None:
    """An exception in flight while something was logged may be the one that the answer hides."""
    if error is not None:
        state.note(error)


def _told(chain: list[BaseException], request: Request | None) -> bool:
    """Whether the failure was taken before, by the handler or the middleware; if not, it is from now on."""
    if request is not None:
        before = any(id(item) in request.told for item in chain)
        request.told.update(map(id, chain))
    else:
        before = any(_MARK in getattr(item, "__dict__", ()) for item in chain)
    for item in chain:
        held = getattr(item, "__dict__", None)
        if isinstance(held, dict):
            held[_MARK] = True
    return before


def _involved(chain: list[BaseException], request: Request | None) -> bool:
    """Whether DataFlow had a part in it: it was called in the request, or is in a traceback.

    Outside of a request that also holds for a file of the user's in the traceback that has called DataFlow.
    """
    if request is not None and (request.calls or request.runs):
        return True
    now = state.current
    calls = now.calls if now is not None and request is None else []
    callers = {str(call["at"]).rpartition(":")[0] for call in calls}
    for item in chain:
        trace = item.__traceback__
        while trace is not None:
            frame = trace.tb_frame
            if paths.is_dataflow_module(frame.f_globals.get("__name__")):
                return True
            if now is not None and callers and now.paths.show(frame.f_code.co_filename) in callers:
                return True
            trace = trace.tb_next
    return False


def _occurrence(task: _Task) -> record.Occurrence:
    """The failure with what its own request did, and nothing of what other requests did meanwhile."""
    now, request = record.occasion(), task.request
    if request is not None:
        now.calls = [*(call for call in now.calls if call["api"].startswith("dataflow.")), *request.calls]
        now.logs, now.warnings = list(request.logs), list(request.warnings)
        now.runs, now.added, now.logged = list(request.runs), dict(request.added), []
        for error in request.errors:
            if error is not task.error:
                exceptions.note_logged(now, error)
    if task.error is not None:
        now.chain = exceptions.chain(now, task.error)
        now.workflow = workflow.at_failure(now, task.error)
    return record.Occurrence(now, task.seen, task.error)


@contextlib.contextmanager
def _yielding() -> Iterator[None]:
    """Gathering evidence takes some milliseconds of the interpreter: requests get their turn within them."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, SWITCH_S))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


_shared: Recorder | None = None
_sharing = threading.Lock()


def shared() -> Recorder:
    """The recorder that handler and middleware use when they are given none."""
    global _shared
    with _sharing:
        if _shared is None:
            _shared = Recorder()
        return _shared
