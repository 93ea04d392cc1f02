"""The regression gate on hand-made outcomes."""

from pathlib import Path

from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.compare import accept, accepted_scores, compare, failures
from dataflow_debugger.evals.outcome import CaseOutcome


def case(name: str, *, guard: bool = False) -> Case:
    return Case.model_validate(
        {
            "id": name,
            "title": "t",
            "source": "s",
            "packages": {},
            "database": "sqlite",
            "report": "r",
            "family": "f",
            "guard": guard,
            "expected": {"entries": ["DFX101"], "cause": "c", "fix_kind": "edit"},
        }
    )


def outcome(name: str, first: str) -> CaseOutcome:
    return CaseOutcome(id=name, status="diagnosed", ranked=[first], confidence=[0.9])


def run(right: list[bool], *, guard: bool = False) -> list[tuple[Case, CaseOutcome]]:
    return [
        (case(f"c{i}", guard=guard), outcome(f"c{i}", "DFX101" if ok else "DFX999"))
        for i, ok in enumerate(right)
    ]


def verdict(before: list[bool], now: list[bool], folder: Path, *, guard: bool = False) -> list[str]:
    path = folder / "accepted.json"
    accept(run(before, guard=guard), "first", "2020-01-01", path)
    accepted = accepted_scores(path)
    pairs = run(now, guard=guard)
    return failures(compare(pairs, accepted), pairs, accepted)


def test_the_same_run_passes(tmp_path: Path) -> None:
    assert verdict([True] * 10, [True] * 10, tmp_path) == []


def test_one_lost_case_is_noise(tmp_path: Path) -> None:
    assert verdict([True] * 10, [True] * 9 + [False], tmp_path) == []


def test_many_lost_cases_fail(tmp_path: Path) -> None:
    sentences = verdict([True] * 10, [True] * 3 + [False] * 7, tmp_path)
    assert any(s.startswith("hit@1 lost") for s in sentences)


def test_one_lost_guard_case_fails(tmp_path: Path) -> None:
    assert "hit@1 lost the guard case c9." in verdict([True] * 10, [True] * 9 + [False], tmp_path, guard=True)


def test_an_accepted_case_that_is_not_scored_fails(tmp_path: Path) -> None:
    assert any("not scored" in s for s in verdict([True] * 3, [True] * 2, tmp_path))


def test_the_reason_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "accepted.json"
    accept(run([True]), "because", "2020-01-01", path)
    assert accepted_scores(path)["history"] == [{"when": "2020-01-01", "reason": "because", "cases": 1}]
