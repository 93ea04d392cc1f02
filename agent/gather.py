"""Makes one evidence of the files that the processes of a run wrote, or of what is known without any."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dataflow_debugger.agent.capture import static
from dataflow_debugger.agent.capture.redact import Redactor
from dataflow_debugger.agent.capture.secrets import of_process

SOURCE_MAX = 64 * 1024
CALLS_MAX = 60
SOURCES_MAX = 20


def evidence(
    out: Path, pid: int, command: list[str], cwd: Path, entry: Path | None, succeeded: bool
) -> dict[str, Any]:
    """The most telling process's evidence, with a word on the others."""
    found: list[tuple[int, str, dict[str, Any]]] = []
    for path in sorted(out.parent.glob(out.name + ".*")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        found.append((weight(data, main=path.suffix == f".{pid}"), path.suffix, data))
    if not found:
        return _nothing(command, cwd, entry)
    chosen = max(found, key=lambda item: item[0])[2]
    chosen["program"] = _program(command, cwd, entry)
    others = [data for _, _, data in found if data is not chosen]
    if others:
        chosen.setdefault("cut", []).append(f"processes: {len(others)} others that told less")
        _join(chosen, others)
    if succeeded:
        _forgive(chosen)
    return chosen


def _join(chosen: dict[str, Any], others: list[dict[str, Any]]) -> None:
    """What worker processes called, without what is counted in each process for itself: times, rows, instances."""
    calls = chosen.setdefault("calls", [])
    for data in others:
        for call in data.get("calls") or []:
            if len(calls) < CALLS_MAX and str(call.get("api")).startswith(("express", "runtime.")):
                apart = {"start_ms": None, "end_ms": None, "row": None, "instance": None}
                calls.append({**call, **{name: value for name, value in apart.items() if name in call}})
    sources = chosen.setdefault("source", [])
    known = {item["file"] for item in sources}
    for item in (item for data in others for item in data.get("source") or []):
        if item["file"] not in known and len(sources) < SOURCES_MAX:
            known.add(item["file"])
            sources.append(item)


def _program(command: list[str], cwd: Path, entry: Path | None) -> dict[str, Any]:
    """What the user asked to run, whichever process told what happened."""
    redactor = Redactor(of_process([]))
    return {
        "argv": redactor.arguments([Path(command[0]).name, *command[1:]]),
        "cwd": redactor.text(str(cwd)),
        "entry": entry.name if entry else "",
    }


def _forgive(data: dict[str, Any]) -> None:
    """An exception handled by a program that then succeeded is not its failure."""
    chain = (data.get("exception") or {}).get("chain") or []
    if chain and chain[0].get("handled"):
        for item in chain:
            item["relation"] = "logged"


def weight(data: dict[str, Any], main: bool) -> int:
    """How telling the evidence of a process is: an uncaught exception in the main process weighs most."""
    chain = (data.get("exception") or {}).get("chain") or []
    uncaught = any(item.get("relation") != "logged" for item in chain)
    calls = data.get("calls") or []
    silent = any(not call.get("ok", True) for call in calls) or bool(data.get("threads"))
    return 16 * uncaught + 8 * bool(silent) + 4 * bool(chain) + 2 * main + bool(calls)


def _nothing(command: list[str], cwd: Path, entry: Path | None) -> dict[str, Any]:
    """A program that was killed, or whose Python did not load capture, left no evidence of its own."""
    redactor = Redactor(of_process([]))
    sources: list[dict[str, str]] = []
    if entry is not None:
        text = entry.read_text(encoding="utf-8", errors="replace")[:SOURCE_MAX]
        sources.append({"file": entry.name, "text": redactor.source(text), "reason": "entry"})
    return {
        "schema": "evidence/1",
        "program": _program(command, cwd, entry),
        "workflow": static.from_sources([item["text"] for item in sources]),
        "source": sources,
        "cut": ["everything of the run: the program's Python left no evidence"],
    }
