"""Runs the real command over a case's program and turns its report into an outcome."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from dataflow_debugger.evals import scratch
from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.outcome import CaseOutcome

RUN_TIMEOUT_S = 90
COMMAND_TIMEOUT_S = RUN_TIMEOUT_S + 60
# Trying fixes runs the program again, eight times at most.
VERIFY_TIMEOUT_S = 600


def report_of(case: Case, folder: Path, python: Path, options: tuple[str, ...] = ()) -> dict[str, Any]:
    """The JSON report of `dataflow debug --ai` in the scratch folder. Raises ValueError with what it printed."""
    command = [
        *(sys.executable, "-m", "dataflow_debugger", "--format", "json", "--timeout", str(RUN_TIMEOUT_S)),
        *("--python", str(python), "--top", "5", *options),
    ]
    if case.silent and case.pass_report:
        command += ["--symptom", case.report]
    done = subprocess.run(
        [*command, *case.command],
        cwd=folder,
        env=scratch.environment(folder.parent),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=VERIFY_TIMEOUT_S if any(o.startswith("--verify") for o in options) else COMMAND_TIMEOUT_S,
    )
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise ValueError(
            f"exit status {done.returncode}, no report on standard output; {done.stderr[-300:]}"
        ) from None
    return report


def outcome_of(case: Case, report: dict[str, Any]) -> CaseOutcome:
    """The outcome that scoring needs from a `report/1`."""
    shown = report["diagnoses"]
    outcome = CaseOutcome(
        id=case.id,
        status=report["status"],
        ranked=[d["entry"] or "none" for d in shown],
        confidence=[d["confidence"] for d in shown],
        ms=report["timings_ms"].get("total", 0.0) - report["timings_ms"].get("run", 0.0),
        report=report,
    )
    if shown:
        outcome.named = names_the_cause(case, shown[0])
        outcome.points_at = points_at(case, shown[0])
    return outcome


def names_the_cause(case: Case, diagnosis: dict[str, Any]) -> bool | None:
    """True when the diagnosis has a word of each keyword list, upper and lower case alike."""
    if not case.keywords:
        return None
    text = json.dumps([diagnosis[k] for k in ("title", "cause", "evidence", "fixes")], ensure_ascii=False)
    plain = text.replace('\\"', '"').lower()
    return all(any(word.lower() in plain for word in words) for words in case.keywords)


def points_at(case: Case, diagnosis: dict[str, Any]) -> dict[str, bool]:
    """Whether the diagnosis' evidence names the expected file, line and node."""
    wanted = case.expected
    right = {}
    if wanted.file:
        right["file"] = any(c["file"] == wanted.file for c in diagnosis["evidence"])
    if wanted.line:
        right["line"] = any(
            c["file"] == wanted.file and c["line"] == wanted.line for c in diagnosis["evidence"]
        )
    if wanted.node:
        right["node"] = any(c["node"] == wanted.node for c in diagnosis["evidence"])
    return right
