"""The regression gate: this run against the accepted scores, case by case."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dataflow_debugger.evals import metrics
from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.outcome import CaseOutcome, score

ACCEPTED = Path(__file__).resolve().parent / "accepted.json"
LEVEL = 0.05
WATCHED = ("hit@1", "hit@3", "fix@1", "fix@any", "false_alarm")
WORSE_WHEN_HIGHER = {"false_alarm"}
# A mean squared error of the confidence that rose by less than this is no loss worth a failure.
DRIFT = 0.01


@dataclass(frozen=True)
class Change:
    """One figure against the accepted run: ids gained and lost, and the exact paired p-value."""

    figure: str
    gained: list[str]
    lost: list[str]
    p: float

    @property
    def beyond_noise(self) -> bool:
        return len(self.lost) > len(self.gained) and self.p < LEVEL


def accepted_scores(path: Path = ACCEPTED) -> dict[str, Any]:
    """The accepted scores, {"cases": {id: {figure: value}}, "history": [...]}; empty before the first."""
    if not path.exists():
        return {"cases": {}, "history": []}
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def paired(
    before: list[tuple[Case, CaseOutcome]], now: list[tuple[Case, CaseOutcome]], figure: str
) -> tuple[list[str], list[str]]:
    """The ids that `now` gained and lost against `before` on a figure."""
    old = {case.id: score(case, outcome) for case, outcome in before}
    changes = compare(now, {"cases": old}, (figure,))
    return changes[0].gained, changes[0].lost


def compare(
    pairs: list[tuple[Case, CaseOutcome]], accepted: dict[str, Any], watched: tuple[str, ...] = WATCHED
) -> list[Change]:
    """What was gained and lost, for every figure that both runs have on a case."""
    changes = []
    for figure in watched:
        gained: list[str] = []
        lost: list[str] = []
        for case, outcome in pairs:
            now = score(case, outcome).get(figure)
            before = accepted["cases"].get(case.id, {}).get(figure)
            if now is None or before is None or now == before:
                continue
            better = (now < before) if figure in WORSE_WHEN_HIGHER else (now > before)
            (gained if better else lost).append(case.id)
        changes.append(Change(figure, gained, lost, metrics.exact_paired_p(len(gained), len(lost))))
    return changes


def confidence_drift(pairs: list[tuple[Case, CaseOutcome]], accepted: dict[str, Any]) -> metrics.Interval:
    """How much the squared error of the confidence rose, over the cases that both runs answered."""
    both = [
        (score(case, outcome).get("Brier"), accepted["cases"].get(case.id, {}).get("Brier"))
        for case, outcome in pairs
    ]
    return metrics.bootstrap([now - old for now, old in both if now is not None and old is not None])


def failures(
    changes: list[Change], pairs: list[tuple[Case, CaseOutcome]], accepted: dict[str, Any]
) -> list[str]:
    """Sentences that say why the gate fails; empty when it passes."""
    guards = {case.id for case, _ in pairs if case.guard}
    sentences = []
    for change in changes:
        if change.beyond_noise:
            sentences.append(
                f"{change.figure} lost {', '.join(change.lost)} and gained {', '.join(change.gained) or 'none'} "
                f"(exact paired p = {change.p:.3f})."
            )
        sentences += [
            f"{change.figure} lost the guard case {case_id}." for case_id in change.lost if case_id in guards
        ]
    drift = confidence_drift(pairs, accepted)
    if drift.n and drift.mean > DRIFT and drift.low > 0:
        sentences.append(
            f"the confidence is worse: its mean squared error rose by {drift.mean:.3f} "
            f"[{drift.low:.3f}, {drift.high:.3f}] over {drift.n} cases."
        )
    missing = sorted(set(accepted["cases"]) - {case.id for case, _ in pairs})
    if missing:
        sentences.append(f"accepted cases were not scored: {', '.join(missing)}.")
    return sentences


def accept(
    pairs: list[tuple[Case, CaseOutcome]], reason: str, when: str, path: Path = ACCEPTED
) -> dict[str, Any]:
    """Write this run's scores as the accepted ones; the reason is kept in the history."""
    data = accepted_scores(path)
    for case, outcome in pairs:
        data["cases"][case.id] = {**data["cases"].get(case.id, {}), **score(case, outcome)}
    data["cases"] = dict(sorted(data["cases"].items()))
    data["history"].append({"when": when, "reason": reason, "cases": len(pairs)})
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return data
