"""Reads log records and warnings out of plain text, in the formats that Python programs usually write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

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


def messages_inside(text: str) -> str:
    """The text with records written as JSON turned into lines, their tracebacks among them."""
    return "\n".join(line for raw in text.splitlines() for line in _opened(raw))


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


def _opened(line: str) -> Iterator[str]:
    """A line, or the lines that stand for it when it is a JSON object of a structured log."""
    stripped = line.strip()
    if not (stripped.startswith("{") and stripped.endswith("}")):
        yield line
        return
    try:
        data: dict[str, Any] = json.loads(stripped)
    except ValueError:
        yield line
        return
    level = str(_first(data, "level", "levelname", "severity", "log.level") or "").upper()
    if level not in _LEVELS:
        return
    logger = _first(data, "logger", "name", "logger_name", "log.logger") or "log"
    yield f"{level}:{logger}:{_first(data, 'message', 'msg', 'event') or ''}"
    trace = _first(data, "exception", "exc_info", "exc_text", "stack_trace", "traceback", "error.stack_trace")
    if isinstance(trace, str):
        yield from trace.splitlines()


def _first(data: dict[str, Any], *names: str) -> Any:
    return next((data[name] for name in names if data.get(name)), None)
