"""Reports from recorded evidence, in this process: seconds for all cases, no database."""

from __future__ import annotations

import json
import time
from typing import Any

from dataflow_debugger.agent import evidence
from dataflow_debugger.agent.session import Debugger
from dataflow_debugger.evals import noise, scratch
from dataflow_debugger.evals.case import Case

TOP = 5
# Which parts of the tool a baseline leaves out.
BASELINES: dict[str, tuple[str, ...]] = {
    "full": (),
    "lexical": ("checks", "signals", "dense"),
    "dense": ("checks", "signals", "lexical"),
    "fusion": ("checks", "signals"),
    "checks": ("dense", "lexical"),
}
BASELINE_NAMES = {
    "full": "full",
    "lexical": "lexical only",
    "dense": "dense only",
    "fusion": "fusion without checks",
    "checks": "checks without retrieval",
}


class Scorer:
    """Answers recorded cases with the whole tool or with a baseline of it."""

    def __init__(
        self, baseline: str = "full", *, noisy: bool = False, debugger: Debugger | None = None
    ) -> None:
        self._without = BASELINES[baseline]
        self._noisy = noisy
        self._debugger = debugger or Debugger()

    def report(self, case: Case) -> dict[str, Any]:
        """The `report/1` of the case's recording, as JSON data.

        The program's files are laid out in an empty folder first, so that the patches are made from them and
        not from their redacted text.
        """
        with scratch.scratch(case) as folder:
            (folder / "check.py").unlink(missing_ok=True)
            recorded = evidence.load(case.evidence_file)
            if self._noisy:
                recorded = noise.add(recorded)
                (folder / noise.FILE).write_text(noise.source(recorded), encoding="utf-8")
            recorded.program.cwd = str(folder)
            started = time.perf_counter()
            report = self._debugger.report(recorded, TOP, self._without)
            report.timings_ms["total"] = (time.perf_counter() - started) * 1000
        data: dict[str, Any] = json.loads(report.to_json())
        return data
