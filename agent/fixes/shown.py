"""What a run shows its user: what it printed, did with DataFlow, and left in the SQLite files of its copy.

A failure that raised nothing is one that somebody saw in these; a fix that changes none of them mended nothing.
"""

from __future__ import annotations

import os
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dataflow_debugger.agent.evidence import Evidence

PRINTED_MAX = 1024 * 1024
DATABASE_MAX = 16 * 1024 * 1024
# What differs from run to run by itself: clock times, generated ids, addresses in memory, seconds taken.
_OWN_TO_A_RUN = re.compile(
    r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z)?|\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b"
    r"|\b0x[0-9a-f]+\b|\b\d+\.\d+ ?m?s\b"
)
_OF_DATAFLOW = re.compile(r'(?:INSERT INTO|CREATE \w+(?: IF NOT EXISTS)?) "?dataflow_')
_SQLITE = b"SQLite format 3\0"
# How an instance and its models are declared is what a fix changes, not what the user sees of it.
_DECLARED = frozenset({"dataflow.init", "dataflow.model"})


@dataclass(frozen=True)
class Shown:
    """The outcome of one run as far as a user can see it."""

    exit_code: int | None
    printed: str
    calls: tuple[str, ...]
    stored: tuple[str, ...]


class Printed:
    """The standard output of a run: hand it `fileno()`, and read `text` when the block has ended.

    What goes beyond PRINTED_MAX bytes is read and dropped, so that no program waits or fills a disk.
    """

    def __init__(self) -> None:
        self._kept = bytearray()

    def __enter__(self) -> Printed:
        self._read, self._write = os.pipe()
        self._thread = threading.Thread(target=self._drain, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._write)
        # A process that the program left behind may keep the pipe open for ever.
        self._thread.join(1.0)

    def fileno(self) -> int:
        return self._write

    @property
    def text(self) -> str:
        return bytes(self._kept).decode("utf-8", "replace")

    def _drain(self) -> None:
        with os.fdopen(self._read, "rb", buffering=0) as pipe:
            while data := pipe.read(65536):
                self._kept += data[: PRINTED_MAX - len(self._kept)]


def shown(evidence: Evidence, printed: Printed, places: Iterable[Path]) -> Shown:
    """What the run left: `printed` is its standard output, `places` hold its databases."""
    calls = [
        f"{call.api} {call.ok} {call.args} {call.result}"
        for call in evidence.calls
        if call.api not in _DECLARED
    ]
    stored = [line for place in places for path in _databases(place) for line in _rows(path)]
    return Shown(
        evidence.program.exit_code,
        _settled(printed.text),
        tuple(map(_settled, calls)),
        tuple(sorted(map(_settled, stored))),
    )


def _settled(text: str) -> str:
    return _OWN_TO_A_RUN.sub("…", text)


def _databases(place: Path) -> Iterator[Path]:
    for path in sorted(place.rglob("*")):
        if path.is_file() and 0 < path.stat().st_size <= DATABASE_MAX:
            with path.open("rb") as file:
                if file.read(len(_SQLITE)) == _SQLITE:
                    yield path


def _rows(path: Path) -> Iterator[str]:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            # What DataFlow notes of itself differs by the process that writes it.
            yield from (line for line in connection.iterdump() if not _OF_DATAFLOW.match(line))
    except sqlite3.Error:
        return
