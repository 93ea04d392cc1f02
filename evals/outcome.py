"""The result of one case in one run, and the figures over many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from dataflow_debugger.evals import metrics
from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.metrics import Interval
from dataflow_debugger.knowledge_base.schema import FAMILIES


@dataclass
class CaseOutcome:
    """What the tool answered for a case. `ranked` holds entry codes, first diagnosis first; `report` is whole."""

    id: str
    status: str
    ranked: list[str]
    confidence: list[float]
    named: bool | None = None
    points_at: dict[str, bool] = field(default_factory=dict)
    fix_first: bool | None = None
    fix_any: bool | None = None
    fix_note: str = ""
    # For each fix that was called verified, whether check.py agrees.
    verified: list[bool] = field(default_factory=list)
    ms: float = 0.0
    error: str | None = None
    report: dict[str, Any] = field(default_factory=dict, repr=False)


def score(case: Case, outcome: CaseOutcome) -> dict[str, float]:
    """Per-case values of the figures that concern the case."""
    relevant = case.expected.entries
    values = {}
    if outcome.ranked:
        values["Brier"] = (outcome.confidence[0] - float(outcome.ranked[0] in relevant)) ** 2
    if case.negative:
        return {**values, "false_alarm": float(bool(outcome.ranked))}
    values |= {
        "hit@1": metrics.hit_at(outcome.ranked, relevant, 1),
        "hit@3": metrics.hit_at(outcome.ranked, relevant, 3),
        "mrr": metrics.reciprocal_rank(outcome.ranked, relevant),
        "ndcg@5": metrics.ndcg_at(outcome.ranked, relevant),
        "abstained": float(not outcome.ranked),
    }
    # No answer names nothing: it counts as wrong here, so that silence does not look like quality.
    if case.keywords:
        values["cause named"] = float(bool(outcome.named))
    for part in ("file", "line", "node"):
        if getattr(case.expected, part):
            values[f"right {part}"] = float(outcome.points_at.get(part, False))
    if case.expected.fix_kind != "none":
        if outcome.fix_first is not None:
            values["fix@1"] = float(outcome.fix_first)
        if outcome.fix_any is not None:
            values["fix@any"] = float(outcome.fix_any)
        if outcome.verified:
            values["verified, wrong"] = 1 - sum(outcome.verified) / len(outcome.verified)
    return values


def figures(pairs: Iterable[tuple[Case, CaseOutcome]]) -> dict[str, Interval]:
    """Each figure with its interval, over the cases that it concerns."""
    pairs = list(pairs)
    columns: dict[str, list[float]] = {}
    for case, outcome in pairs:
        for name, value in score(case, outcome).items():
            columns.setdefault(name, []).append(value)
    found = {name: metrics.bootstrap(values) for name, values in columns.items()}
    confidence, right = answers(pairs)
    if confidence:
        found["ECE"] = metrics.expected_calibration_error(confidence, right)
    if pairs:
        times = [outcome.ms for _, outcome in pairs]
        found["p50 ms"] = metrics.percentile(times, 50)
        found["p95 ms"] = metrics.percentile(times, 95)
    return found


def answers(pairs: Iterable[tuple[Case, CaseOutcome]]) -> tuple[list[float], list[bool]]:
    """The confidence of each first diagnosis and whether it was right; an abstention claims nothing."""
    answered = [(case, outcome) for case, outcome in pairs if outcome.ranked]
    return (
        [outcome.confidence[0] for _, outcome in answered],
        [outcome.ranked[0] in case.expected.entries for case, outcome in answered],
    )


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

FOREIGN = "not DataFlow"
UNWRITTEN = "no entry yet"


def topic(code: str | None) -> str:
    """The family of a code by its first digit; None is a failure that is not DataFlow's."""
    if code is None:
        return FOREIGN
    return FAMILIES.get(code.removeprefix("DFX")[:1], UNWRITTEN)


def topic_of(case: Case) -> str:
    """The family of the cause that a case expects."""
    return topic(case.expected.entries[0] if case.expected.entries else None)


TOPICS = (*FAMILIES.values(), UNWRITTEN, FOREIGN)


def slices() -> dict[str, Callable[[Case], bool]]:
    """The slices, then one for each family of causes."""
    return {**SLICES, **{f"family {name}": _of_topic(name) for name in (*FAMILIES.values(), UNWRITTEN)}}


def _of_topic(name: str) -> Callable[[Case], bool]:
    return lambda case: topic_of(case) == name
