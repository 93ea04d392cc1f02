"""From a live exception to evidence, with what capture has observed of the program where it runs.

Two steps, because the first is quick and needs the exception, and the second is slow and does not:

    occurrence = record.describe(error, seen="logging")     # about a millisecond
    evidence = record.evidence(occurrence)                  # reads sources, models, databases; any thread

Evidence made here has one part more than the launcher's, `hook`: {seen, fingerprint, count}.
"""

from __future__ import annotations

import copy
import hashlib
import os
import sys
from typing import Any

from dataflow_debugger.agent.capture import state

MARK = "__dataflow_debug__"
_LIBRARIES = ("dataflow", "kailash")


class Occurrence:
    """One failure as its exception told it; `chain` and `workflow` are parts of the evidence."""

    __slots__ = ("chain", "count", "exit_code", "fingerprint", "now", "of_dataflow", "seen")

    def __init__(self, now: state.State, seen: str, error: BaseException | None = None) -> None:
        self.of_dataflow = of_dataflow(error)
        self.now = now
        self.seen = seen
        self.chain = now.chain
        self.fingerprint = fingerprint(now.chain)
        self.exit_code: int | None = None
        self.count = 1


def describe_bare(error: BaseException, seen: str = "") -> Occurrence:
    """Types and frames alone: for an exception whose own code raises or never returns when it is read."""
    from dataflow_debugger.agent.capture import exceptions

    now = occasion()
    now.chain, now.frame_files = exceptions.bare(now, error), {}
    return Occurrence(now, seen, error)


def describe(error: BaseException, seen: str = "") -> Occurrence:
    """Reads the exception, its frames and the workflow in them; `seen` says who saw it."""
    from dataflow_debugger.agent.capture import exceptions, workflow

    now = occasion()
    now.chain = exceptions.chain(now, error)
    now.workflow = workflow.at_failure(now, error)
    return Occurrence(now, seen, error)


def occasion() -> state.State:
    """What capture knows so far, as a state of its own; an empty one where capture does not run."""
    observed = state.current
    if observed is None:
        return state.State(state.Settings(out="", entry=entry()))
    now = copy.copy(observed)
    now.chain, now.workflow = [], None
    # What is only logged belongs to the occurrence; what is observed of the program is shared.
    now.logged, now.frame_files = list(observed.logged), dict(observed.frame_files)
    return now


def entry() -> str | None:
    """The file that Python was started with, where it was one."""
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    for path in (main, sys.argv[0] if getattr(sys, "argv", None) else None):
        if isinstance(path, str) and os.path.isfile(path):
            return os.path.abspath(path)
    return None


def evidence(occurrence: Occurrence) -> dict[str, Any]:
    """The whole evidence, redacted."""
    from dataflow_debugger.agent.capture import write

    found = write.collect(occurrence.now)
    found["program"]["exit_code"] = occurrence.exit_code
    found["hook"] = {
        "seen": occurrence.seen,
        "fingerprint": occurrence.fingerprint,
        "count": occurrence.count,
    }
    return found


def fingerprint(chain: list[dict[str, Any]]) -> str:
    """The same for the same failure at the same place, whatever values its messages carry."""
    parts = [item["type"] for item in chain]
    for item in chain:
        own = [frame for frame in item["frames"] if frame["user"]]
        for frame in own[-1:] or item["frames"][-1:]:
            parts.append(f"{frame['file']}:{frame['line']}:{frame['function']}")
        node = item["attributes"].get("node_id")
        if isinstance(node, str):
            parts.append(node)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def of_dataflow(error: BaseException | None = None) -> bool:
    """Whether the process has loaded DataFlow or Kailash, or failed while it tried to."""
    if any(name in sys.modules for name in _LIBRARIES):
        return True
    name = getattr(error, "name", None)
    return isinstance(name, str) and name.partition(".")[0] in _LIBRARIES


def marked(error: BaseException) -> bool:
    """Whether a hook of ours has taken this exception already."""
    return MARK in getattr(error, "__dict__", {})


def mark(error: BaseException) -> None:
    """Marks an exception and what it hangs on as taken, so that it is reported once."""
    from dataflow_debugger.agent.capture import exceptions

    for item, _ in exceptions.walk(error):
        held = getattr(item, "__dict__", None)
        if isinstance(held, dict):
            held[MARK] = True
