"""Records the evidence of one failing test out of a process that runs many."""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dataflow_debugger.agent.capture import bootstrap, state, write
from dataflow_debugger.agent.hooks import record as live

SHARED_MAX = 20


class Calls:
    """Keeps apart what each test did; what serves several tests belongs to each of them."""

    def __init__(self) -> None:
        self._shared: list[dict[str, Any]] = []

    def new_test(self) -> None:
        """Forgets what earlier tests did, but for the DataFlow objects and models they made."""
        now = state.current
        if now is None:
            return
        now.calls = [
            call
            for call in now.calls
            if call["api"].startswith("dataflow.") or any(call is one for one in self._shared)
        ]
        now.logs, now.warnings, now.runs, now.chain, now.logged = [], [], [], [], []
        now.workflow, now.frame_files, now.dropped, now.added = None, {}, {}, {}

    @contextlib.contextmanager
    def shared(self) -> Iterator[None]:
        """Marks the calls made inside as those of every test."""
        now = state.current
        before = list(now.calls) if now is not None else []
        yield
        if now is not None:
            new = [call for call in now.calls if not any(call is one for one in before)]
            self._shared = [*self._shared, *new][-SHARED_MAX:]


def record(error: BaseException, folder: Path) -> Path | None:
    """Writes the evidence of `error` into `folder`; None when the run has not loaded DataFlow."""
    if state.current is None or bootstrap.ignored(error) or not live.of_dataflow(error):
        return None
    with _uncollected():
        found = live.evidence(live.describe(error, "pytest"))
    path = folder / f"{os.getpid()}-{time.monotonic_ns()}.json"
    path.write_bytes(write.dump(found))
    return path


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Warnings of objects that are collected, as of coroutines never awaited, would name a line of ours."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
