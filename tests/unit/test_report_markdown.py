"""The Markdown page: small, stable, and closed to markup of strangers."""

from __future__ import annotations

import pytest
import report_samples
from tokenizers import Tokenizer

from dataflow_debugger.agent.report import markdown
from dataflow_debugger.agent.report.schema import EvidenceClaim
from dataflow_debugger.retrieval.embedding import TOKENIZER

SAMPLES = report_samples.every()


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_no_page_is_over_the_budget(name: str) -> None:
    assert markdown.tokens(markdown.render(SAMPLES[name])) <= markdown.BUDGET


@pytest.mark.parametrize("word", ["word ", "x_y->z; ", "在庫が", "🛠️`\n"])
def test_whatever_is_long_is_cut_until_the_page_fits(word: str) -> None:
    report = SAMPLES["confirmed"].model_copy(deep=True)
    first = report.diagnoses[0]
    first.cause = report.failure.message = first.title = word * 900  # type: ignore[union-attr]
    first.evidence = [
        EvidenceClaim(claim=word * 60, file=f"{n}.py", line=n, code=word * 50) for n in range(9)
    ]
    first.fixes = [
        first.fixes[0].model_copy(
            update={
                "title": word * 60,
                "rationale": word * 60,
                "diff": "--- a/x\n+++ b/x\n" + f"+{word}\n" * size,
            }
        )
        for size in (20, 40, 900)
    ]
    report.notes = [word * 90] * 5
    page = markdown.render(report)
    assert markdown.tokens(page) <= markdown.BUDGET
    assert "left out" in page


def test_claims_and_further_diffs_go_before_the_first_diff_does() -> None:
    report = SAMPLES["confirmed"].model_copy(deep=True)
    first = report.diagnoses[0]
    first.evidence = [
        EvidenceClaim(claim=f"Claim {n}: " + "word " * 60, file="app.py", line=n) for n in range(9)
    ]
    first.fixes.append(first.fixes[0].model_copy(update={"diff": "--- a/x\n+++ b/x\n" + "+line\n" * 60}))
    page = markdown.render(report)
    assert "Claim 0" in page and (first.fixes[0].diff or "missing") in page
    assert "+line" not in page


def test_our_count_of_tokens_is_not_below_the_shipped_tokenizers() -> None:
    pieces = Tokenizer.from_file(str(TOKENIZER))
    pieces.no_truncation()
    pieces.no_padding()
    for name in ("confirmed", "silent", "undiagnosed", "no_failure"):
        page = markdown.render(SAMPLES[name])
        assert markdown.tokens(page) >= len(pieces.encode(page, add_special_tokens=False).ids)


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
