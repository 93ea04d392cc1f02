"""The Markdown page: small, stable, and closed to markup of strangers."""

from __future__ import annotations

import pytest
import report_samples

from dataflow_debugger.agent.report import markdown
from dataflow_debugger.agent.report.schema import EvidenceClaim

SAMPLES = report_samples.every()


@pytest.mark.parametrize("name", ["confirmed", "silent", "undiagnosed", "no_failure"])
def test_a_usual_page_stays_near_nine_hundred_tokens(name: str) -> None:
    """Four characters a token is what English and code come to in the usual tokenizers; 3.2 is careful."""
    assert len(markdown.render(SAMPLES[name])) / 3.2 <= 900


def test_many_claims_and_a_second_diff_stay_inside_the_budget() -> None:
    report = SAMPLES["confirmed"].model_copy(deep=True)
    first = report.diagnoses[0]
    first.evidence = [
        EvidenceClaim(claim=f"Claim {n}: " + "word " * 60, file="app.py", line=n) for n in range(9)
    ]
    first.fixes.append(first.fixes[0].model_copy(update={"diff": "--- a/x\n+++ b/x\n" + "+line\n" * 900}))
    page = markdown.render(report)
    assert len(page) < 3600
    assert "Claim 0" in page and "Claim 1" in page
    assert "left out" in page


def test_the_same_report_gives_the_same_text_whatever_the_times() -> None:
    later = SAMPLES["confirmed"].model_copy(update={"timings_ms": {"total": 1.0}})
    assert markdown.render(later) == markdown.render(SAMPLES["confirmed"])


def test_it_holds_failure_cause_evidence_and_patch_in_this_order() -> None:
    page = markdown.render(SAMPLES["confirmed"])
    order = ["# DFX512", "**Failure:**", "**Cause.**", "**Evidence**", "```diff", "**Also possible**"]
    places = [page.index(part) for part in order]
    assert places == sorted(places)


def test_a_diff_is_whole() -> None:
    report = SAMPLES["confirmed"]
    assert (report.diagnoses[0].fixes[0].diff or "missing") in markdown.render(report)


def test_a_message_cannot_close_its_fence_or_open_a_heading() -> None:
    page = markdown.render(SAMPLES["hostile"])
    assert "\x1b" not in page
    inside = None
    headings = []
    for line in page.splitlines():
        run = len(line) - len(line.lstrip("`"))
        if inside is None and run >= 3 and "`" not in line[run:]:
            inside = run
        elif inside is not None and line == "`" * run and run >= inside:
            inside = None
        elif inside is None and line.startswith("#"):
            headings.append(line)
    assert inside is None
    assert len(headings) == 1


def test_backticks_in_a_cause_are_code_and_the_rest_cannot_be_markup() -> None:
    report = SAMPLES["silent"].model_copy(deep=True)
    report.diagnoses[0].cause = "Write `a_b` [here](x) and __init__ or `open"
    assert "Write `a_b` \\[here\\](x) and \\_\\_init\\_\\_ or \\`open" in markdown.render(report)
