"""The failures a service has met: one entry for each fingerprint, in memory that does not grow without end."""

from __future__ import annotations

import json
import os
import threading
import time
from collections import OrderedDict, deque
from pathlib import Path
from typing import Any

from dataflow_debugger.agent.hooks.service.fingerprint import Fingerprint

ENTRIES_MAX = 500
COUNTS = ".counts"
PROCESSES_MAX = 20


class Known:
    """One fingerprint. `state` goes from "new" over "queued" to "recorded", or to "foreign" when not DataFlow's."""

    __slots__ = ("code", "count", "evidence", "fingerprint", "first", "last", "state", "title")

    def __init__(self, fingerprint: Fingerprint) -> None:
        self.fingerprint = fingerprint
        self.count = 0
        self.first = self.last = time.time()
        self.state = "new"
        self.evidence: str | None = None
        self.code: str | None = None
        self.title: str | None = None

    def attributes(self) -> dict[str, str]:
        """What a trace says of it."""
        found = {"dataflow.fingerprint": self.fingerprint.id}
        if self.code and self.title:
            found.update({"dataflow.code": self.code, "dataflow.title": self.title})
        return found

    def shown(self) -> dict[str, Any]:
        """What a person or a health page wants to know of it."""
        mark = self.fingerprint
        return {
            "fingerprint": mark.id,
            "count": self.count,
            "first": _moment(self.first),
            "last": _moment(self.last),
            "type": mark.type,
            "place": mark.place,
            "node": mark.node,
            "message": mark.message,
            "code": self.code,
            "title": self.title,
            "evidence": self.evidence,
            "state": self.state,
        }


def _moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


class Table:
    """All known fingerprints; the one unseen for longest goes first. `forgotten` counts those that went."""

    def __init__(self, most: int = ENTRIES_MAX) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._entries: OrderedDict[str, Known] = OrderedDict()
        self.forgotten = 0

    def count(self, fingerprint: Fingerprint) -> Known:
        """Notes one more occurrence."""
        with self._lock:
            entry = self._entries.get(fingerprint.id)
            if entry is None:
                entry = self._entries[fingerprint.id] = Known(fingerprint)
                if len(self._entries) > self._most:
                    self._entries.popitem(last=False)
                    self.forgotten += 1
            else:
                self._entries.move_to_end(fingerprint.id)
            entry.count += 1
            entry.last = time.time()
            return entry

    def shown(self) -> list[dict[str, Any]]:
        """All entries, the most frequent first."""
        with self._lock:
            entries = list(self._entries.values())
        return [entry.shown() for entry in sorted(entries, key=lambda one: -one.count)]


def write(folder: Path, entries: list[dict[str, Any]]) -> None:
    """Writes the counts of this process in one step, readable by their owner only. Raises OSError.

    Those of the newest processes stay.
    """
    part = folder / f"{os.getpid()}{COUNTS}.part"
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(entries, stream, indent=1)
    os.replace(part, folder / f"service-{os.getpid()}{COUNTS}")
    written = sorted(folder.glob(f"service-*{COUNTS}"), key=lambda path: path.stat().st_mtime)
    for path in written[:-PROCESSES_MAX]:
        path.unlink(missing_ok=True)


class Rate:
    """Allows so many in a minute, however they are spread."""

    def __init__(self, per_minute: int) -> None:
        self._times: deque[float] = deque(maxlen=max(1, per_minute))
        self._none = per_minute < 1

    def allow(self) -> bool:
        """Whether one more may be done now; if so it counts."""
        now = time.monotonic()
        full = len(self._times) == self._times.maxlen
        if self._none or (full and now - self._times[0] < 60.0):
            return False
        self._times.append(now)
        return True
