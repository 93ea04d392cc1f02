"""Every recorded case in every format: the Markdown within its budget, the SARIF valid, the HTML closed."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from dataflow_debugger.agent import evidence
from dataflow_debugger.agent.report import html, markdown, sarif
from dataflow_debugger.agent.session import Debugger
from dataflow_debugger.evals.case import load_cases

SCHEMA = Path(__file__).parents[1] / "data" / "sarif" / "sarif-2.1.0-rtm.5.json"


def test_every_recorded_case_fits_every_format() -> None:
    debugger = Debugger()
    valid = jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    over: dict[str, int] = {}
    shown = 0
    for case in load_cases():
        if not case.evidence_file.exists():
            continue
        recorded = evidence.load(case.evidence_file)
        report = debugger.report(recorded)
        used = markdown.tokens(markdown.render(report))
        if used > markdown.BUDGET:
            over[case.id] = used
        valid.validate(json.loads(sarif.render(report, root="/srv")))
        page = html.render(report, recorded)
        assert page.rstrip().endswith("</html>") and page.count("<script>") == 1, case.id
        shown += 1
    assert over == {}
    assert shown > 100
