"""Brings what shippers, terminals and chats make of a traceback back to the lines that Python printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

DEPTH_MAX = 6
_LEVELS = frozenset({"WARNING", "WARN", "ERROR", "CRITICAL", "FATAL"})
_TRACE = re.compile(r'Traceback \(most recent call last\)|^\s*File "[^"]+", line \d+', re.MULTILINE)
_FENCE = re.compile(r"^\s*(?:>\s*)*`{3,}\w*\s*$")
_ESCAPED = re.compile(r"Traceback \(most recent call last\):\\n")
_RICH_TOP = re.compile(r"^.*╭─+ Traceback \(most recent call last\) ─+╮\s*$")
_RICH_PLACE = re.compile(r"^(?P<file>.+?):(?P<line>\d+) in (?P<function>\S+)$")
_RICH_CODE = re.compile(r"^❱ *(?P<line>\d+) ?(?P<code>.*)$")


def plain(text: str) -> str:
    """The text with JSON records opened, boxes of rich undone, escaped line ends and fences resolved."""
    lines = text.replace("\xa0", " ").splitlines()
    opened = [line for raw in lines for line in _opened(raw)]
    return "\n".join(_without_boxes(["" if _FENCE.match(line) else line for line in opened]))


def _opened(line: str) -> Iterator[str]:
    """A line, or the lines that stand for it when a structured log or a shell wrote them into one."""
    start = line.find("{")
    if start >= 0 and line.rstrip().endswith("}"):
        try:
            data = json.loads(line[start:])
        except ValueError:
            data = None
        if isinstance(data, dict):
            yield from _record(data)
            return
    if _ESCAPED.search(line):
        yield from line.replace("\\n", "\n").replace('\\"', '"').splitlines()
        return
    yield line


def _record(data: dict[str, Any]) -> Iterator[str]:
    """A structured record: its level, logger and message on a line, then what it holds of a traceback."""
    if isinstance(data.get("log"), str) and ("stream" in data or "time" in data):
        for line in data["log"].splitlines():  # Docker's json-file has a record for each line
            yield from _opened(line)
        return
    level = str(_first(data, "level", "levelname", "severity", "log.level") or "").upper()
    message = _first(data, "message", "msg", "event") or ""
    said, _, rest = str(message).partition("\n")
    trace = next(_traces(data), None)
    if level in _LEVELS and not _TRACE.search(said):
        logger = _first(data, "logger", "name", "logger_name", "log.logger") or "log"
        yield f"{level}:{logger}:{said}"
    if trace is not None:
        yield from trace.splitlines()
    elif level in _LEVELS:
        yield from rest.splitlines()


def _traces(value: Any, depth: int = 0) -> Iterator[str]:
    """The texts inside of a record that hold a traceback, also as a list of lines."""
    if depth > DEPTH_MAX:
        return
    if isinstance(value, str):
        if _TRACE.search(value):
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _traces(inner, depth + 1)
    elif isinstance(value, list):
        if value and all(isinstance(one, str) for one in value):
            yield from _traces("".join(one if one.endswith("\n") else f"{one}\n" for one in value), depth + 1)
        else:
            for inner in value:
                yield from _traces(inner, depth + 1)


def _first(data: dict[str, Any], *names: str) -> Any:
    return next((data[name] for name in names if data.get(name)), None)


def _without_boxes(lines: list[str]) -> Iterator[str]:
    """Tracebacks that rich drew as boxes, as Python prints them; their local variables are left out."""
    inside = False
    wrapped = ""
    for line in lines:
        bare = line.strip()
        if _RICH_TOP.match(line):
            inside, wrapped = True, ""
            yield "Traceback (most recent call last):"
        elif not inside:
            yield line
        elif bare.startswith("╰"):
            inside = False
        else:
            content = bare.strip("│").strip()
            code = _RICH_CODE.match(content)
            place = _RICH_PLACE.match(wrapped + content)
            if code:
                yield f"    {code['code'].strip()}"
            elif place:
                yield f'  File "{place["file"]}", line {place["line"]}, in {place["function"]}'
            # A long path goes on in the next line of the box.
            begins = content.startswith(("/", "~")) or re.match(r"[A-Za-z]:\\", content)
            wrapped = wrapped + content if (begins or wrapped) and content and not place else ""
