"""Puts the evidence together, redacts it, keeps it within its size and writes it."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from . import environment, inspector, records, redact, runs, secrets, shapes, source, spans, state, workflow

SIZE_MAX = 250 * 1024


def collect(now: state.State) -> dict[str, Any]:
    """The whole evidence of this process, redacted."""
    started = time.perf_counter()
    records.settle()
    sources, cut = source.collect(now)
    shown = _guarded(cut, "workflow", lambda: now.workflow or workflow.at_exit(now, sources))
    evidence: dict[str, Any] = {
        "schema": "evidence/1",
        "captured_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "capture_ms": 0.0,
        "program": {
            "argv": _argv(),
            "cwd": os.getcwd(),
            "entry": now.paths.show(now.settings.entry) if now.settings.entry else "",
            "exit_code": None,
            "signal": None,
            "timed_out": False,
        },
        "environment": environment.environment(now),
        "exception": {"chain": now.chain + _unraised(now)} if now.chain or now.logged else None,
        "workflow": shown,
        "earlier": _guarded(cut, "earlier", lambda: workflow.earlier(now, shown)) or [],
        "inspector": _guarded(cut, "inspector", lambda: inspector.inspect(now)),
        "calls": list(now.calls),
        "logs": list(now.logs),
        "warnings": list(now.warnings),
        "threads": now.threads,
        "added": runs.added(now),
        "cut": cut,
    }
    cut.extend(f"{name}: the first {count}" for name, count in now.dropped.items())
    evidence = redacted(now, evidence, sources)
    evidence["capture_ms"] = round(now.capture_ms + (time.perf_counter() - started) * 1000, 2)
    return evidence


def _argv() -> list[str]:
    words = [str(word) for word in getattr(sys, "orig_argv", None) or [sys.executable, *sys.argv]]
    return [os.path.basename(words[0]), *words[1:]]


def _guarded(cut: list[str], name: str, read: Any) -> Any:
    try:
        return read()
    except Exception as error:
        cut.append(f"{name}: {type(error).__name__}: {error}")
        return None


def _unraised(now: state.State) -> list[dict[str, Any]]:
    raised = {(item["type"], item["message"]) for item in now.chain}
    return [item for item in now.logged if (item["type"], item["message"]) not in raised]


def redacted(now: state.State, evidence: dict[str, Any], sources: list[dict[str, Any]]) -> dict[str, Any]:
    """The evidence with every text redacted; sources keep their lines and stay valid."""
    known = [*secrets.of_process([i.url for i in now.instances]), *shapes.SECRETS]
    for item in sources:
        if _is_python(item):
            known.extend(spans.constants(item["text"]) if redact.hinted(item["text"]) else [])
    redactor = redact.Redactor(known, now.paths.prefixes())
    shown = {item["file"]: _source(redactor, item) for item in sources}
    result: dict[str, Any] = redactor.value({k: v for k, v in evidence.items() if k != "inspector"})
    # A column named "password" is no secret, so what stands below a name is hidden only outside the schema.
    result["inspector"] = redactor.value(evidence["inspector"], under=None)
    result["program"]["argv"] = redactor.arguments(evidence["program"]["argv"])
    _redact_code(redactor, result, shown)
    result["source"] = [{**item, "text": shown[item["file"]]} for item in sources]
    return result


def _source(redactor: redact.Redactor, item: dict[str, Any]) -> str:
    clean = redactor.source if _is_python(item) else redactor.settings
    return clean(item["text"])


def _is_python(item: dict[str, Any]) -> bool:
    return bool(item["reason"] == "cell" or item["file"].endswith(".py"))


def _redact_code(redactor: redact.Redactor, evidence: dict[str, Any], shown: dict[str, str]) -> None:
    """Lines of code around frames come from the redacted file, whose syntax was understood as a whole."""
    chain = (evidence["exception"] or {}).get("chain", [])
    frames = [frame for item in [*chain, *evidence["threads"]] for frame in item["frames"]]
    for frame in frames:
        lines = shown[frame["file"]].split("\n") if frame["file"] in shown else []
        for entry in frame.get("code", ()):
            inside = entry[0] <= len(lines)
            entry[1] = lines[entry[0] - 1][:300] if inside else redactor.source(str(entry[1]))


def dump(evidence: dict[str, Any]) -> bytes:
    """JSON within the size limit; what does not fit is cut from the least telling parts, and said."""
    import json

    data = json.dumps(evidence, ensure_ascii=False, default=str).encode("utf-8", "replace")
    steps = (_drop_earlier, _drop_modules, _drop_locals, _halve_records, _drop_sources, _drop_shapes)
    for shrink in (*steps, _drop_libraries):
        if len(data) <= SIZE_MAX:
            break
        shrink(evidence)
        data = json.dumps(evidence, ensure_ascii=False, default=str).encode("utf-8", "replace")
    return data


def _drop_earlier(evidence: dict[str, Any]) -> None:
    if evidence["earlier"]:
        evidence["earlier"] = []
        evidence["cut"].append("workflow: all but one")


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


def _drop_shapes(evidence: dict[str, Any]) -> None:
    for call in evidence["calls"]:
        call["args"] = call["result"] = None
    for outcome in ((evidence["workflow"] or {}).get("outcomes") or {}).values():
        outcome["result_shape"] = None
    evidence["cut"].append("calls and outcomes: shapes")


def _drop_libraries(evidence: dict[str, Any]) -> None:
    """The last resort keeps what names the failure: types, short messages, the user's own frames."""
    for item in (evidence["exception"] or {}).get("chain", []):
        item["frames"] = [frame for frame in item["frames"] if frame["user"]][-5:]
        item["message"], item["attributes"] = item["message"][:500], {}
    for part in ("logs", "warnings", "calls"):
        evidence[part] = evidence[part][-5:]
    if evidence["inspector"]:
        evidence["inspector"]["models"] = evidence["inspector"]["models"][:5]
    evidence["threads"], evidence["workflow"] = [], None
    evidence["cut"].append("everything but what names the failure")


def write(now: state.State) -> None:
    """Writes FILE.<pid> in one step, so that a reader never meets half a file."""
    data = dump(collect(now))
    path = f"{now.settings.out}.{os.getpid()}"
    temporary = path + ".part"
    with open(temporary, "wb") as stream:
        stream.write(data)
    os.replace(temporary, path)
    now.dirty = False
    now.written = time.monotonic()
