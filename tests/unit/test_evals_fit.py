"""Fitting on hand-made samples: folds, choice of the first, and the file that is written."""

from dataclasses import replace
from pathlib import Path

from dataflow_debugger.agent import ranking
from dataflow_debugger.evals import fit
from dataflow_debugger.evals.fit import Candidate, Sample


def sample(number: int, *, group: str = "") -> Sample:
    right = Candidate("DFX101", "confirmed", {"confirmed": 1.0, "at_failure": 1.0}, True)
    wrong = Candidate("DFX102", "confirmed", {"confirmed": 1.0, "dense": 1.0}, False)
    return Sample(f"c{number}", group or f"g{number}", "dev", False, (right, wrong))


def test_cases_of_one_cause_share_a_fold() -> None:
    chosen = [sample(i, group=f"g{i // 3}") for i in range(30)]
    fold_of = fit.folds(chosen)
    assert all(fold_of[f"c{i}"] == fold_of[f"c{i - i % 3}"] for i in range(30))
    assert set(fold_of.values()) == set(range(fit.FOLDS))


def test_a_confirmed_candidate_comes_before_a_likelier_guess() -> None:
    guess = Candidate("DFX103", "possible", {"confirmed": 1.0, "confirm_weight": 5.0}, False)
    one = replace(sample(0), candidates=(guess, sample(0).candidates[0]))
    found = fit.first(one, ranking.shipped())
    assert found is not None
    assert found[0].code == "DFX101"


def test_fitted_weights_separate_what_the_samples_separate() -> None:
    chosen = [sample(i) for i in range(40)]
    weights = fit.fitted(chosen, ranking.read(fit.PRIOR_FILE), 0.3)
    assert fit.measure(chosen, lambda _: weights).hit.mean == 1.0
    assert fit.measure(chosen, lambda _: weights).ece.mean < 0.05


def test_nearly_separable_samples_do_not_blow_the_weights_up() -> None:
    chosen = [sample(i) for i in range(400)]
    weights = fit.fitted(chosen, ranking.read(fit.PRIOR_FILE), 0.01)
    assert max(map(abs, weights.score.values())) < 20


def test_weights_are_written_with_comments_and_figures(tmp_path: Path) -> None:
    path = tmp_path / "weights.yaml"
    path.write_text(fit.WEIGHTS_FILE.read_text(encoding="utf-8"), encoding="utf-8")
    shipped = ranking.read(path)
    other = replace(shipped, score={**shipped.score, "message": 1.234, "warning": -0.5})
    for _ in range(2):
        fit.write(other, {"cases": 7.0}, path)
    text = path.read_text(encoding="utf-8")
    assert ranking.read(path).score["message"] == 1.234
    assert ranking.read(path).score["warning"] == -0.5
    assert ranking.read(path).floor == shipped.floor
    assert "# a message pattern was found" in text
    assert text.count("figures:") == 1
    assert text.endswith("figures:\n  cases: 7\n")
