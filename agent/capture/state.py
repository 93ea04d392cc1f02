"""What one process remembers of its run until the evidence is written."""

from __future__ import annotations

import os
import sys
import time
import weakref
from collections import deque
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from . import paths

CALLS_MAX = 50
LOGS_MAX = 100
WARNINGS_MAX = 100


@dataclass
class Settings:
    """What the launcher asks of capture."""

    out: str
    entry: str | None = None
    values: bool = False
    deadline: float | None = None


@dataclass
class Instance:
    """A DataFlow object that was made: its last known options outlive it."""

    url: str | None
    given: dict[str, Any]
    ref: weakref.ref[Any] | None = None
    error: str | None = None


@dataclass
class Run:
    """One observed execution of a workflow in user code."""

    workflow: weakref.ref[Any] | None
    graph: dict[str, Any]
    inputs: Any
    outcomes: dict[str, dict[str, Any]]
    error: str | None = None


@dataclass
class State:
    """Everything recorded in this process; `calls` are JSON-ready dictionaries in the order of their start."""

    settings: Settings
    paths: paths.Paths
    started: float = field(default_factory=time.perf_counter)
    pid: int = field(default_factory=os.getpid)
    calls: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=CALLS_MAX))
    calls_dropped: int = 0
    logs: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=LOGS_MAX))
    warnings: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=WARNINGS_MAX))
    instances: list[Instance] = field(default_factory=list)
    builders: weakref.WeakSet[Any] = field(default_factory=weakref.WeakSet)
    runs: deque[Run] = field(default_factory=lambda: deque(maxlen=20))
    chain: list[dict[str, Any]] = field(default_factory=list)
    logged: list[dict[str, Any]] = field(default_factory=list)
    frame_files: dict[str, str] = field(default_factory=dict)
    workflow: dict[str, Any] | None = None
    threads: list[dict[str, Any]] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    capture_ms: float = 0.0
    dirty: bool = True

    def instance_of(self, obj: Any) -> int | None:
        """The index of a DataFlow object, or None when it was never observed."""
        for index, known in enumerate(self.instances):
            if known.ref is not None and known.ref() is obj:
                return index
        return None

    def add_call(self, call: dict[str, Any]) -> dict[str, Any]:
        """Appends a call and returns it, so that its outcome can be filled in later."""
        if len(self.calls) == CALLS_MAX:
            self.calls_dropped += 1
        self.calls.append(call)
        self.dirty = True
        return call


current: State | None = None


def user_call_site(frame: FrameType | None) -> tuple[bool, str | None]:
    """Whether a call comes from outside Kailash and DataFlow, and "file:line" of the nearest user frame."""
    state = current
    outside: bool | None = None
    while frame is not None:
        file = frame.f_code.co_filename
        if not paths.is_ours(file):
            if paths.is_user(file) and not paths.is_dataflow_module(frame.f_globals.get("__name__")):
                return (outside is None or outside), f"{state.paths.show(file) if state else file}:{frame.f_lineno}"
            if outside is None and not paths.is_stdlib(file):
                outside = not paths.is_dataflow_module(frame.f_globals.get("__name__"))
                if not outside:
                    return False, None
        frame = frame.f_back
    return outside is not False, None


def in_running_loop() -> bool:
    """Whether an asyncio event loop runs in this thread; false when asyncio was never imported."""
    events = sys.modules.get("asyncio.events")
    return events is not None and events._get_running_loop() is not None
