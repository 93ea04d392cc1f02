"""The failures that the automatic hook has kept: the newest, and a list of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dataflow_debugger.agent.hooks import keep
from dataflow_debugger.agent.report.text import one_line, short_type


class NothingKept(Exception):
    """No failure is kept here; the message is one sentence."""


def newest() -> Path:
    """The evidence of the newest failure that was recorded below the working folder. Raises NothingKept."""
    path = keep.newest()
    if path is None:
        raise NothingKept(
            f"No failure is kept in {keep.place()}; call it from the folder that the program was started in."
        )
    return path


def listing() -> str:
    """A line for each kept failure, newest first. Raises NothingKept."""
    rows = [_row(path, found) for path, found in keep.listing()]
    if not rows:
        newest()
    wide = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = []
    for *cells, last in rows:
        padded = [cell.ljust(width) for cell, width in zip(cells, wide, strict=True)]
        lines.append("  ".join([*padded, last]).rstrip())
    return "\n".join(lines) + "\n"


def _row(path: Path, evidence: dict[str, Any]) -> tuple[str, ...]:
    """When, what, where, of which program, and the file for --evidence."""
    chain = [item for item in _chain(evidence) if item.get("relation") != "logged"]
    what = short_type(str(chain[0].get("type"))) if chain else "nothing was raised"
    frames = [f for item in chain for f in (item.get("frames") or []) if f.get("user")]
    own = [f for f in (chain[0].get("frames") or []) if f.get("user")] if chain else []
    place = next((f"{f.get('file')}:{f.get('line')}" for f in [*own[-1:], *frames[-1:]]), "-")
    when = str(evidence.get("captured_at") or "").replace("T", " ").rstrip("Z")
    argv = (evidence.get("program") or {}).get("argv") or []
    command = " ".join(str(word) for word in argv)
    return (when, one_line(what, 60), one_line(place, 60), one_line(command, 60), _shown(path))


def _chain(evidence: dict[str, Any]) -> list[dict[str, Any]]:
    return list((evidence.get("exception") or {}).get("chain") or [])


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
