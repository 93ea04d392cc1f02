"""Records a case: its program runs once under capture, and the evidence is kept without what changes by run."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from dataflow_debugger.agent import launch
from dataflow_debugger.evals import environments, scratch
from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.live import RUN_TIMEOUT_S

PLACE = "/app"
VARYING = {"captured_at": "", "capture_ms": 0}
PATTERNS = (
    (re.compile(r"0x[0-9a-fA-F]{6,}"), "0x0"),
    (
        re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?"),
        "2020-01-01T00:00:00",
    ),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "0" * 8),
    (re.compile(r"\b\d+\.\d+ ?(s|ms|seconds)\b"), r"0.00\1"),
    (re.compile(r"(thread id|pid|process) \d+"), r"\1 0"),
    (re.compile(r"(?<=[\"' (=])/[^\s\"']*?/(site-packages|lib/python3\.\d+)/"), r"\1/"),
)


class NotRecorded(Exception):
    """The program could not be run under capture; the message says what came instead."""


def record(case: Case) -> Path:
    """Run the case's program under capture and write its evidence.json. Raises NotRecorded."""
    python = environments.interpreter(case.packages, case.database, build=True)
    with scratch.scratch(case) as folder:
        (folder / "check.py").unlink(missing_ok=True)
        options = launch.Options(
            python=str(python),
            timeout=RUN_TIMEOUT_S,
            cwd=folder,
            env=scratch.environment(folder.parent),
            symptom=case.report if case.silent and case.pass_report else None,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        program, *arguments = case.command
        try:
            outcome = launch.run(launch.Target(program=program, args=arguments), options)
        except launch.LaunchError as error:
            raise NotRecorded(f"{case.id}: {error}") from error
        data = json.loads(outcome.evidence.model_dump_json(by_alias=True))
        text = json.dumps(stable(data, folder), indent=1, ensure_ascii=False)
    case.evidence_file.write_text(text + "\n", encoding="utf-8")
    return case.evidence_file


def stable(value: Any, folder: Path) -> Any:
    """The evidence without times, absolute paths, ids of runs and machine names."""
    host = subprocess.run(["uname", "-n"], capture_output=True, text=True).stdout.strip()

    def clean(item: Any) -> Any:
        if isinstance(item, dict):
            return {clean(k): VARYING.get(k, clean(v)) for k, v in item.items()}
        if isinstance(item, list):
            return [clean(v) for v in item]
        if isinstance(item, str):
            text = item.replace(str(folder), PLACE).replace(str(folder.parent), "/")
            text = text.replace(host, "host") if len(host) > 3 else text
            for pattern, replacement in PATTERNS:
                text = pattern.sub(replacement, text)
            # What is left of a path that a text cut off before its end.
            return text.replace(str(Path.home()), "~")
        return item

    return clean(value)
