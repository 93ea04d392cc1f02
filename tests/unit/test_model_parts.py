"""The parts of the model path that need no server: merging, the digest, prompts, prices, names."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model_samples import FILTER, ORDER, evidence, loaded, outcome, program

from dataflow_debugger.agent.diagnosis import Diagnosis, Outcome
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.model import digest, merge, prices, prompting
from dataflow_debugger.agent.model.choice import from_options, payload_file
from dataflow_debugger.agent.model.settings import WrongModel, parse
from dataflow_debugger.agent.model.situation import Situation

CODES = ["DFX101", "DFX102", "DFX103", "DFX104", "none", "DFX999"]
STATUSES = st.lists(st.sampled_from(["confirmed", "likely", "possible"]), max_size=4).map(
    lambda found: sorted(found, key=["confirmed", "likely", "possible"].index)
)


def _outcome(statuses: list[str], folder: Path) -> Outcome:
    diagnoses = tuple(
        Diagnosis(FILTER.model_copy(update={"code": code}), status, 0.9, (), {}, "cause")  # type: ignore[arg-type]
        for code, status in zip(CODES, statuses, strict=False)
    )
    return replace(outcome(evidence(folder)), diagnoses=diagnoses)


@given(statuses=STATUSES, ranking=st.lists(st.sampled_from(CODES), max_size=6))
@settings(deadline=None)
def test_no_ranking_moves_what_checks_decided_or_changes_what_is_claimed(
    statuses: list[str], ranking: list[str]
) -> None:
    before = _outcome(statuses, Path("/nowhere"))
    after = merge.merged(before, ranking)
    decided = [one for one in before.diagnoses if one.status == "confirmed"]
    assert list(after.diagnoses[: len(decided)]) == decided
    assert sorted(one.entry.code for one in after.diagnoses) == sorted(
        one.entry.code for one in before.diagnoses
    )
    assert after.status == before.status


def test_open_causes_take_the_order_of_the_ranking() -> None:
    before = _outcome(["confirmed", "likely", "possible", "possible"], Path("/nowhere"))
    after = merge.merged(before, ["DFX104", "DFX101", "DFX103"])
    assert [one.entry.code for one in after.diagnoses] == ["DFX101", "DFX104", "DFX103", "DFX102"]


def test_what_is_worth_asking() -> None:
    given_ = evidence(Path("/nowhere"))
    assert merge.worth_asking(outcome(given_))
    assert merge.worth_asking(outcome(given_, none=True))
    assert not merge.worth_asking(outcome(given_, status="confirmed"))
    assert not merge.worth_asking(replace(outcome(given_), status="no_failure"))


def _situation(folder: Path, **parts: object) -> Situation:
    given_ = evidence(folder, **parts)
    return Situation.of(given_, outcome(given_), Project.from_evidence(given_), loaded())


@pytest.mark.parametrize("budget", [200, 400, 900])
def test_a_digest_keeps_its_budget_however_much_there_is(tmp_path: Path, budget: int) -> None:
    many = [
        {"level": "ERROR", "logger": "dataflow", "message": f"line {number} " + "long " * 80}
        for number in range(90)
    ]
    source = "\n".join(f"value_{number} = {number}" for number in range(3000))
    files = [{"file": "app.py", "text": source}, *({"file": f"part{n}.py", "text": source} for n in range(9))]
    calls = [
        {"api": "express.list", "at": f"part{n}.py:{n * 9 + 1}", "ok": False, "error": "no"} for n in range(9)
    ]
    given_ = digest.build(_situation(tmp_path, logs=many, source=files, calls=calls), budget)
    assert digest.tokens(given_.text) <= budget
    assert given_.left_out
    assert "(left out: " in given_.text.splitlines()[-1]
    assert given_.text.startswith("Failure:")


def test_the_same_failure_gives_the_same_digest_wherever_it_lies(tmp_path: Path) -> None:
    one, other = program(tmp_path / "one"), program(tmp_path / "another" / "place")
    raised = {"chain": [{"type": "ValueError", "message": f"no such file {one}/boats.csv"}]}
    moved = {"chain": [{"type": "ValueError", "message": f"no such file {other}/boats.csv"}]}
    assert (
        digest.build(_situation(one, exception=raised), 900).text
        == digest.build(_situation(other, exception=moved), 900).text
    )


def test_every_prompt_is_rendered_with_exactly_its_names() -> None:
    assert "$" not in prompting.render("diagnose", tools="x")
    with pytest.raises(prompting.PromptError, match="tools"):
        prompting.render("diagnose")
    with pytest.raises(prompting.PromptError, match="more_than_that"):
        prompting.render("diagnose", tools="x", more_than_that="y")


def test_prices() -> None:
    assert prices.cost_usd("openai", "gpt-4.1-mini", 1000, 100) == pytest.approx(0.00056)
    assert prices.cost_usd("openai", "gpt-4.1-mini-2025-04-14", 1000, 100) == pytest.approx(0.00056)
    assert prices.cost_usd("openai", "gpt-4.1-minimal", 1000, 100) is None
    assert prices.cost_usd("anthropic", "gpt-4.1", 1000, 100) is None
    assert str(prices.table()["date"]).startswith("20")


def test_names_of_models() -> None:
    assert parse(None) is parse("none") is None
    assert parse("openai:org/model:tag") == ("openai", "org/model:tag")
    for wrong in ("gpt-4.1", "openai:", "mistral:large"):
        with pytest.raises(WrongModel, match="openai:NAME"):
            parse(wrong)


def test_the_payload_lies_beside_the_report(tmp_path: Path) -> None:
    assert payload_file(tmp_path / "report.json") == tmp_path / "report.payload.json"


def test_without_a_model_nothing_of_it_is_loaded() -> None:
    code = (
        "import sys; from dataflow_debugger.agent import session, answer; "
        "sys.exit(bool({'openai', 'anthropic', 'kaizen', 'httpx'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_candidates_come_with_what_the_checks_found(tmp_path: Path) -> None:
    shown = digest.candidates(_situation(program(tmp_path / "work")))
    assert f"DFX702 {ORDER.title} [possible]" in shown
    assert "app.py:14 The filter's key is 'length__gte'" in shown


def test_what_needs_a_model_says_so_without_one() -> None:
    for option in ("show_payload", "always_ask", "chat"):
        with pytest.raises(WrongModel, match="needs a model"):
            from_options({"model": None, option: True})
    assert from_options({"model": "none"}) is None
