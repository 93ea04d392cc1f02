"""Reads log records and warnings out of plain text, in the formats that Python programs usually write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dataflow_debugger.agent.evidence import LogRecord, WarningRecord

RECORDS_MAX = 100
MESSAGE_MAX = 2000
_LEVELS = {
    "WARNING": "WARNING",
    "WARN": "WARNING",
    "ERROR": "ERROR",
    "CRITICAL": "CRITICAL",
    "FATAL": "CRITICAL",
}
# The level stands near the front, after a time, a process or a logger.
_LEVEL = re.compile(
    r"^(?P<before>.{0,100}?)(?<![\w.])\[?(?P<level>WARNING|WARN|ERROR|CRITICAL|FATAL)\s*\]?(?![\w.])(?P<after>.*)$"
)
_LOWER_LEVEL = re.compile(
    r"^(?P<before>\S*[\d:TZ.+-]{8,}\S*\s+)\[(?P<level>warning|error|critical)\s*\](?P<after>.*)$"
)
_AFTER = re.compile(r"^[\s:\-|]*\[?(?P<logger>[A-Za-z_][\w.]*)\]?\s*[:|\-]\s*(?P<message>.*)$")
_PYTEST = re.compile(r"^\s+(?P<logger>[\w.]+):\S+\.py:\d+ (?P<message>.*)$")
_BEFORE = re.compile(r"(?<![\w.:])([A-Za-z_][\w]*(?:\.\w+)*)(?=[\s:\-|\]]*$)")
_WARNING = re.compile(r"^(?P<file>[^\s:][^:]*):(?P<line>\d+): (?P<category>[\w.]*Warning): (?P<message>.*)$")
# Where a program sets up no logging, Python prints warnings as their message alone. This one decides causes.
_BARE = re.compile(r"^Source output '[^']*' not found in node '")
_BARE_LOGGER = "kailash.runtime.base"


def records(text: str) -> list[LogRecord]:
    """The records of level WARNING and above, the last ones where there are many."""
    return list(_records(text.splitlines()))[-RECORDS_MAX:]


def warnings(text: str) -> list[WarningRecord]:
    """What Python's `warnings` printed."""
    found = []
    for line in text.splitlines():
        match = _WARNING.match(line)
        if match:
            place = f"{match['file']}:{match['line']}"
            found.append(WarningRecord(category=match["category"], message=match["message"], at=place))
    return found[-RECORDS_MAX:]


def _records(lines: list[str]) -> Iterator[LogRecord]:
    for line in lines:
        if _BARE.match(line):
            yield LogRecord(level="WARNING", logger=_BARE_LOGGER, message=line[:MESSAGE_MAX])
            continue
        match = _LEVEL.match(line) or _LOWER_LEVEL.match(line)
        if match is None or line.startswith((" ", "\t")) or _WARNING.match(line):
            continue
        before, after = match["before"], match["after"]
        logger, message = "", after.lstrip(" :-|]")
        named = _BEFORE.search(before)
        told = _AFTER.match(after)
        shown = _PYTEST.match(after)
        if shown:
            logger, message = shown["logger"], shown["message"]
        elif named:
            logger = named[1]
        elif told and (after.startswith(":") or "." in told["logger"]):
            logger, message = told["logger"], told["message"]
        yield LogRecord(
            level=_LEVELS[match["level"].upper()], logger=logger, message=message.strip()[:MESSAGE_MAX]
        )
