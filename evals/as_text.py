"""A recorded run as the text a person would paste: log lines, then the traceback as Python prints it."""

from __future__ import annotations

from collections.abc import Iterator

from dataflow_debugger.agent.evidence import Evidence, ExceptionInfo
from dataflow_debugger.agent.failure import raised

CAUSE = "\nThe above exception was the direct cause of the following exception:\n"
CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n"


def printed(evidence: Evidence) -> str | None:
    """The text, or None for a run that raised nothing. A group's members are left out."""
    chain = [item for item in raised(evidence) if item.relation != "group"]
    if not chain:
        return None
    lines = [f"{one.level}:{one.logger}:{one.message}" for one in evidence.logs]
    for number in range(len(chain) - 1, -1, -1):
        lines += _one(chain[number])
        if number:
            lines.append(CAUSE if chain[number].relation == "cause" else CONTEXT)
    return "\n".join(lines) + "\n"


def _one(item: ExceptionInfo) -> Iterator[str]:
    if item.frames:
        yield "Traceback (most recent call last):"
    for frame in item.frames:
        yield f'  File "{frame.file}", line {frame.line}, in {frame.function}'
        line = next((text for number, text in frame.code if number == frame.line), "").strip()
        if line:
            yield f"    {line}"
    yield f"{item.type}: {item.message}" if item.message else item.type
    yield from item.notes
