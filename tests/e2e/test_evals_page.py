"""The page of a run, from real recordings: whole, self-contained, and with every case."""

import re

import pytest

pytest.importorskip("matplotlib")
pytest.importorskip("jinja2")

from dataflow_debugger.evals import page
from dataflow_debugger.evals.case import load_cases
from dataflow_debugger.evals.outcome import score
from dataflow_debugger.evals.run import Options, Pairs, scored


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    return scored(load_cases(("c0*", "n0*")), Options())


def test_the_page_holds_every_case_and_reaches_for_nothing_else(pairs: Pairs) -> None:
    text = page.render({"full": pairs, "again": pairs}, {"cases": {}, "history": []})
    assert len(pairs) > 10
    assert all(f"<span>{case.id}</span>" in text for case, _ in pairs)
    assert text.count("<svg ") == 5
    assert not re.search(r'<link|<script src|src="|@import|url\((?!#)', text)
    assert "No run has been accepted yet." in text


def test_a_lost_case_stands_on_the_page(pairs: Pairs) -> None:
    scores = {case.id: score(case, outcome) for case, outcome in pairs}
    first = next(case for case, _ in pairs if case.id.startswith("c"))
    better = {**scores[first.id], "hit@1": 2.0}
    history = [{"when": "2020-01-01", "reason": "a better day", "cases": len(pairs)}]
    text = page.render({"full": pairs}, {"cases": {**scores, first.id: better}, "history": history})
    assert "a better day" in text
    assert f"lost {first.id}" in text
