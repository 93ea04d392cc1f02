"""What one process remembers of its run until the evidence is written.

This module and those that `bootstrap` loads at start import next to nothing, because every Python process of
the user's program pays for them; plain classes instead of dataclasses save 6 ms a process.
"""

from __future__ import annotations

import os
import sys
import time

from . import paths

TYPE_CHECKING = False
if TYPE_CHECKING:
    import weakref
    from contextvars import ContextVar
    from types import FrameType
    from typing import Any

    from .handed import Handed

CALLS_MAX = 50
LOGS_MAX = 100
WARNINGS_MAX = 100
RUNS_MAX = 20
ERRORS_MAX = 5
INSTANCES_MAX = 100
ADDED_MAX = 300


class Settings:
    """What the launcher asks of capture."""

    def __init__(
        self,
        out: str,
        entry: str | None = None,
        values: bool = False,
        deadline: float | None = None,
        main: bool = True,
    ) -> None:
        self.out = out
        self.entry = entry
        self.values = values
        self.deadline = deadline
        self.main = main


class Instance:
    """A DataFlow object that was made: its last known options outlive it."""

    def __init__(self, url: str | None, given: dict[str, Any], ref: weakref.ref[Any] | None) -> None:
        self.url = url
        self.given = given
        self.ref = ref
        self.error: str | None = None


class Run:
    """One observed execution of a workflow in user code."""

    def __init__(self, workflow: weakref.ref[Any] | None, graph: dict[str, Any], inputs: Any) -> None:
        self.workflow = workflow
        self.graph = graph
        self.inputs = inputs
        self.outcomes: dict[str, dict[str, Any]] = {}
        self.error: str | None = None


class State:
    """Everything recorded in this process; calls, logs and warnings are JSON-ready and in order."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.paths = paths.Paths(paths.root_of(settings.entry))
        self.pid = os.getpid()
        self.written = self.started = time.monotonic()
        self.calls: list[dict[str, Any]] = []
        self.logs: list[dict[str, Any]] = []
        self.warnings: list[dict[str, Any]] = []
        self.runs: list[Run] = []
        self.modules: tuple[int, list[Any]] | None = None
        self.rows: dict[int, int] = {}
        self.handed: Handed | None = None
        self.dropped: dict[str, int] = {}
        self.instances: list[Instance] = []
        self.builders: list[weakref.ref[Any]] = []
        self.given: list[tuple[weakref.ref[Any], dict[str, dict[str, Any]]]] = []
        self.added: dict[str, None] = {}
        self.places: weakref.WeakKeyDictionary[Any, dict[str, str]] | None = None
        self.numbers: weakref.WeakKeyDictionary[Any, int] | None = None
        self.numbered = 0
        self.chain: list[dict[str, Any]] = []
        self.logged: list[dict[str, Any]] = []
        self.frame_files: dict[str, str] = {}
        self.workflow: dict[str, Any] | None = None
        self.threads: list[dict[str, Any]] = []
        self.ending: list[dict[str, Any]] = []
        self.chain_is_main = False
        self.seen: set[tuple[int, str]] = set()
        self.capture_ms = 0.0
        self.dirty = True

    def instance_of(self, obj: Any) -> int | None:
        """The index of a DataFlow object, or None when it was never observed."""
        for index, known in enumerate(self.instances):
            if known.ref is not None and known.ref() is obj:
                return index
        return None

    def meet(self, instance: Instance) -> int:
        """Adds a DataFlow object and returns its index; a service that makes many reuses those that are gone."""
        if len(self.instances) < INSTANCES_MAX:
            self.instances.append(instance)
            return len(self.instances) - 1
        gone = (i for i, known in enumerate(self.instances) if known.ref is not None and known.ref() is None)
        index = next(gone, INSTANCES_MAX - 1)
        self.instances[index] = instance
        return index

    def given_to(self, workflow: Any) -> dict[str, dict[str, Any]]:
        """The parameters of each node as the user gave them, before nodes added defaults and converted."""
        return next((given for ref, given in reversed(self.given) if ref() is workflow), {})

    def places_in(self, workflow: Any) -> dict[str, str]:
        """Where the user's code added each node of a builder or of the workflow it built, as "file:line"."""
        try:
            return self.places.get(workflow, {}) if self.places is not None else {}
        except TypeError:
            return {}

    def add(self, at: str) -> None:
        """Remembers a line that added a node to a workflow; when there are too many, none is told any more."""
        part = scope.get() if scope is not None else None
        added = self.added if part is None else part.added
        if len(added) < ADDED_MAX:
            added[at] = None

    def clock(self) -> float:
        """Milliseconds since capture started."""
        return round((time.monotonic() - self.started) * 1000, 1)

    def first_time(self, error: BaseException) -> bool:
        """Whether an exception is new; several hooks see the same one."""
        # An id alone may belong to another exception later on.
        key = (id(error), f"{type(error).__name__}{len(getattr(error, 'args', ()))}")
        new = key not in self.seen
        self.seen.add(key)
        return new

    def keep(self, name: str, item: Any, most: int) -> None:
        """Appends to the list `name`, dropping its oldest item when it is full.

        What belongs to one request of a service goes to the lists of that request.
        """
        part = scope.get() if scope is not None else None
        items: list[Any] = getattr(self if part is None else part, name)
        items.append(item)
        if len(items) > most:
            del items[0]
            self.dropped[name] = self.dropped.get(name, 0) + 1
        self.dirty = True


class Scope:
    """What belongs to one request of a service, which serves many at a time; `errors` are live exceptions."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.logs: list[dict[str, Any]] = []
        self.warnings: list[dict[str, Any]] = []
        self.runs: list[Run] = []
        self.errors: list[BaseException] = []
        self.added: dict[str, None] = {}

    def note(self, error: BaseException) -> None:
        """Remembers an exception that the request may yet handle, unless it is the newest already."""
        if not self.errors or self.errors[-1] is not error:
            self.errors = [*self.errors[1 - ERRORS_MAX :], error]


current: State | None = None
# A context variable that holds the scope of the request being served, where a service sets one.
scope: ContextVar[Scope | None] | None = None


def note(error: BaseException) -> None:
    """Remembers an exception for the request being served, where there is one."""
    part = scope.get() if scope is not None else None
    if part is not None:
        part.note(error)


def user_call_site(frame: FrameType | None) -> tuple[bool, str | None]:
    """Whether a call comes from outside Kailash and DataFlow, and "file:line" of the nearest user frame."""
    outside: bool | None = None
    while frame is not None:
        file = frame.f_code.co_filename
        if not paths.is_ours(frame.f_code):
            if paths.is_user_frame(frame, current.paths.root if current else None):
                shown = current.paths.show(file) if current else file
                return True, f"{shown}:{frame.f_lineno}"
            if outside is None and not paths.is_stdlib(file):
                if paths.is_dataflow_module(frame.f_globals.get("__name__")):
                    return False, None
                outside = True
        frame = frame.f_back
    return True, None


def in_running_loop() -> bool:
    """Whether an asyncio event loop runs in this thread; false when asyncio was never imported."""
    events = sys.modules.get("asyncio.events")
    return events is not None and events._get_running_loop() is not None
