"""Puts the evidence together, redacts it, keeps it within its size and writes it."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from . import environment, inspector, records, redact, source, state, workflow

SIZE_MAX = 250 * 1024


def collect(now: state.State) -> dict[str, Any]:
    """The whole evidence of this process, redacted."""
    started = time.perf_counter()
    records.settle()
    sources, cut = source.collect(now)
    evidence: dict[str, Any] = {
        "schema": "evidence/1",
        "captured_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "capture_ms": 0.0,
        "program": {
            "argv": [str(a) for a in getattr(sys, "orig_argv", sys.argv)],
            "cwd": os.getcwd(),
            "entry": now.paths.show(now.settings.entry) if now.settings.entry else "",
            "exit_code": None,
            "signal": None,
            "timed_out": False,
        },
        "environment": environment.environment(now),
        "exception": {"chain": now.chain + _unraised(now)} if now.chain or now.logged else None,
        "workflow": _guarded(cut, "workflow", lambda: now.workflow or workflow.at_exit(now, sources)),
        "inspector": _guarded(cut, "inspector", lambda: inspector.inspect(now)),
        "source": [{k: v for k, v in item.items() if k != "raw"} for item in sources],
        "calls": list(now.calls),
        "logs": list(now.logs),
        "warnings": list(now.warnings),
        "threads": now.threads,
        "cut": cut,
    }
    if now.calls_dropped:
        cut.append(f"calls: the first {now.calls_dropped}")
    evidence = redacted(now, evidence)
    evidence["capture_ms"] = round(now.capture_ms + (time.perf_counter() - started) * 1000, 2)
    return evidence


def _guarded(cut: list[str], name: str, read: Any) -> Any:
    try:
        return read()
    except Exception as error:
        cut.append(f"{name}: {type(error).__name__}: {error}")
        return None


def _unraised(now: state.State) -> list[dict[str, Any]]:
    raised = {(item["type"], item["message"]) for item in now.chain}
    return [item for item in now.logged if (item["type"], item["message"]) not in raised]


def redacted(now: state.State, evidence: dict[str, Any]) -> dict[str, Any]:
    """The evidence with every text redacted; sources keep their lines and stay valid."""
    redactor = redact.Redactor(redact.known_secrets([i.url for i in now.instances]))
    sources = []
    for item in evidence.pop("source"):
        clean = redactor.source if item["file"].endswith(".py") else redactor.settings
        sources.append({"file": item["file"], "text": clean(item["text"]), "reason": item["reason"]})
    result: dict[str, Any] = redactor.value(evidence)
    result["source"] = sources
    return result


def dump(evidence: dict[str, Any]) -> bytes:
    """JSON within the size limit; what does not fit is cut from the least telling parts, and said."""
    import json

    data = json.dumps(evidence, ensure_ascii=False, default=str).encode("utf-8", "replace")
    for shrink in (_drop_modules, _drop_locals, _halve_records, _drop_sources):
        if len(data) <= SIZE_MAX:
            break
        shrink(evidence)
        data = json.dumps(evidence, ensure_ascii=False, default=str).encode("utf-8", "replace")
    return data


def _drop_modules(evidence: dict[str, Any]) -> None:
    kept = [item for item in evidence["source"] if item["reason"] in ("entry", "frame")]
    evidence["cut"].append(f"source: {len(evidence['source']) - len(kept)} files that no frame names")
    evidence["source"] = kept


def _drop_locals(evidence: dict[str, Any]) -> None:
    for item in (evidence["exception"] or {}).get("chain", []):
        for frame in item["frames"]:
            frame.pop("locals", None)
    evidence["cut"].append("exception: locals")


def _halve_records(evidence: dict[str, Any]) -> None:
    for name in ("calls", "logs", "warnings"):
        evidence[name] = evidence[name][-15:]
    evidence["cut"].append("calls, logs, warnings: all but the last 15")


def _drop_sources(evidence: dict[str, Any]) -> None:
    evidence["source"] = evidence["source"][:1]
    evidence["cut"].append("source: all but the entry")


def write(now: state.State) -> None:
    """Writes FILE.<pid> in one step, so that a reader never meets half a file."""
    data = dump(collect(now))
    path = f"{now.settings.out}.{os.getpid()}"
    temporary = path + ".part"
    with open(temporary, "wb") as stream:
        stream.write(data)
    os.replace(temporary, path)
    now.dirty = False
