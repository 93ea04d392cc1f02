"""The regression gate on real recordings: it passes on the tool as it is and fails on deliberate faults."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from dataflow_debugger.agent import ranking
from dataflow_debugger.agent.loading import Loaded, load
from dataflow_debugger.agent.session import Debugger
from dataflow_debugger.evals import compare as gate
from dataflow_debugger.evals.case import Case, load_cases
from dataflow_debugger.evals.run import Options, Pairs, scored

INVERT = """
import sys
from dataflow_debugger.agent import checks
from dataflow_debugger.evals import compare as gate
from dataflow_debugger.evals.case import load_cases
from dataflow_debugger.evals.run import Options, scored
from pathlib import Path

name, accepted, *ids = sys.argv[1:]
checks.registered()
right = checks._REGISTRY[name]

def inverted(view, **arguments):
    return checks.FAILS if right(view, **arguments).holds else checks.holds()

checks._REGISTRY[name] = inverted
known = gate.accepted_scores(Path(accepted))
pairs = scored(load_cases(tuple(ids)), Options())
print(*gate.failures(gate.compare(pairs, known), pairs, known), sep="\\n")
"""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load()


@pytest.fixture(scope="module")
def before(loaded: Loaded) -> Pairs:
    """The recorded dev cases as the tool answers them."""
    cases = [case for case in load_cases() if case.split == "dev" and case.evidence_file.exists()]
    return scored(cases, Options(), Debugger(loaded=loaded))


@pytest.fixture(scope="module")
def accepted(before: Pairs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gate") / "accepted.json"
    gate.accept(before, "the tool as it is", "2020-01-01", path)
    return path


def failures(cases: list[Case], accepted: Path, debugger: Debugger) -> list[str]:
    known = gate.accepted_scores(accepted)
    pairs = scored(cases, Options(), debugger)
    return gate.failures(gate.compare(pairs, known), pairs, known)


def test_the_tool_as_it_is_passes(before: Pairs, accepted: Path, loaded: Loaded) -> None:
    assert failures([case for case, _ in before], accepted, Debugger(loaded=loaded)) == []


def test_an_inverted_check_fails(before: Pairs, accepted: Path, loaded: Loaded) -> None:
    used: Counter[str] = Counter()
    for case, outcome in before:
        entry = loaded.knowledge.get(outcome.ranked[0]) if outcome.ranked else None
        if entry and not case.negative:
            used.update({check.name for check in entry.checks if check.role == "confirm"})
    name, _ = used.most_common(1)[0]
    done = subprocess.run(
        [sys.executable, "-c", INVERT, name, str(accepted), *(case.id for case, _ in before)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "hit@1 lost" in done.stdout, done.stdout


def test_a_dropped_entry_fails_where_a_case_is_guarded(before: Pairs, accepted: Path, loaded: Loaded) -> None:
    right = [(c, o) for c, o in before if o.ranked and o.ranked[0] in c.expected.entries[:1]]
    case, outcome = right[0]
    kept = tuple(entry for entry in loaded.knowledge if entry.code != outcome.ranked[0])
    poorer = replace(loaded, knowledge=replace(loaded.knowledge, entries=kept))
    cases = [c.model_copy(update={"guard": c.id == case.id}) for c, _ in before]
    assert any(
        f"lost the guard case {case.id}" in s for s in failures(cases, accepted, Debugger(loaded=poorer))
    )


def test_worse_weights_fail(before: Pairs, accepted: Path, loaded: Loaded) -> None:
    shipped = ranking.shipped()
    worse = replace(shipped, score={**shipped.score, "confirmed": -shipped.score["confirmed"]})
    cases = [case for case, _ in before]
    assert any(
        "confidence is worse" in sentence
        for sentence in failures(cases, accepted, Debugger(loaded=loaded, weights=worse))
    )


def test_the_reason_stays_in_the_file(accepted: Path) -> None:
    history = json.loads(accepted.read_text(encoding="utf-8"))["history"]
    assert [item["reason"] for item in history] == ["the tool as it is"]
