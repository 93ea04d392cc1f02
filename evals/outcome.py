"""The result of one case in one run, and the figures over many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from dataflow_debugger.evals import metrics
from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.metrics import Interval


@dataclass
class CaseOutcome:
    """What the tool answered for a case. `ranked` holds entry codes, first diagnosis first."""

    id: str
    status: str
    ranked: list[str]
    confidence: list[float]
    named: bool | None = None
    points_at: dict[str, bool] = field(default_factory=dict)
    fix_first: bool | None = None
    fix_any: bool | None = None
    fix_note: str = ""
    ms: float = 0.0
    error: str | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def score(case: Case, outcome: CaseOutcome) -> dict[str, float]:
    """Per-case values of the figures that concern the case."""
    if case.negative:
        return {"false_alarm": float(bool(outcome.ranked))}
    relevant = case.expected.entries
    values = {
        "hit@1": metrics.hit_at(outcome.ranked, relevant, 1),
        "hit@3": metrics.hit_at(outcome.ranked, relevant, 3),
        "mrr": metrics.reciprocal_rank(outcome.ranked, relevant),
        "ndcg@5": metrics.ndcg_at(outcome.ranked, relevant),
        "abstained": float(not outcome.ranked),
    }
    if outcome.named is not None:
        values["cause named"] = float(outcome.named)
    for part, right in outcome.points_at.items():
        values[f"right {part}"] = float(right)
    if case.expected.fix_kind != "none":
        if outcome.fix_first is not None:
            values["fix@1"] = float(outcome.fix_first)
        if outcome.fix_any is not None:
            values["fix@any"] = float(outcome.fix_any)
    return values


def figures(pairs: Iterable[tuple[Case, CaseOutcome]]) -> dict[str, Interval]:
    """Each figure with its interval, over the cases that it concerns."""
    columns: dict[str, list[float]] = {}
    for case, outcome in pairs:
        for name, value in score(case, outcome).items():
            columns.setdefault(name, []).append(value)
    return {name: metrics.bootstrap(values) for name, values in columns.items()}


def calibration(pairs: Iterable[tuple[Case, CaseOutcome]]) -> tuple[float, float]:
    """Brier score and expected calibration error of the first diagnosis' confidence."""
    confidence, right = [], []
    for case, outcome in pairs:
        if outcome.ranked:
            confidence.append(outcome.confidence[0])
            right.append(outcome.ranked[0] in case.expected.entries)
    return metrics.brier(confidence, right), metrics.expected_calibration_error(confidence, right)


SLICES: dict[str, Callable[[Case], bool]] = {
    "all": lambda case: True,
    "dev": lambda case: case.split == "dev",
    "frozen": lambda case: case.split == "frozen",
    "silent": lambda case: case.silent,
    "misleading": lambda case: case.misleading,
    "sqlite": lambda case: case.database == "sqlite",
    "postgresql": lambda case: case.database == "postgresql",
    "mysql": lambda case: case.database == "mysql",
    "upgrade": lambda case: case.expected.fix_kind == "upgrade",
    "negative": lambda case: case.negative,
}
