"""Fits the ranking weights and the calibration on the recordings of `dev`, and measures the gain on `frozen`.

Each recording is used twice, as it is and with the distractors of `noise`: a bare recording mostly leaves one
candidate, which teaches nothing about their order.
The hand-set weights of `prior.yaml` are what the fit is pulled towards; how strongly is chosen by
cross-validation on `dev`. `frozen` is only measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from dataflow_debugger.agent import evidence, ranking
from dataflow_debugger.agent.diagnosis import diagnose
from dataflow_debugger.agent.loading import Loaded
from dataflow_debugger.agent.ranking import FEATURES, WEIGHTS_FILE, Weights
from dataflow_debugger.evals import metrics, noise
from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.metrics import Interval

PRIOR_FILE = Path(__file__).with_name("prior.yaml")
FOLDS = 5
SEED = 20
STRENGTHS = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
# Features that speak against a candidate; the equal weights count them as -1.
AGAINST = {"unknown_share", "quiet_entry", "warning"}
STATUSES = {"confirmed": 0, "likely": 1, "possible": 2}


@dataclass(frozen=True)
class Candidate:
    """One entry that may be the cause in one case, as the ranking sees it."""

    code: str
    status: str
    features: dict[str, float]
    right: bool


@dataclass(frozen=True)
class Sample:
    """A case's candidates before the floor is applied."""

    id: str
    group: str
    split: str
    negative: bool
    candidates: tuple[Candidate, ...]


WeightsOf = Callable[[Sample], Weights]


@dataclass(frozen=True)
class Figures:
    """What weights achieve on some samples."""

    hit: Interval
    brier: Interval
    ece: Interval

    def __str__(self) -> str:
        return f"hit@1 {self.hit}   Brier {self.brier}   ECE {self.ece}"


def samples(cases: Sequence[Case], loaded: Loaded, *, noisy: bool = False) -> list[Sample]:
    """The candidates of every recorded case with their features; `noisy` adds the distractors first."""
    everything = Weights(ranking.shipped().score, ranking.shipped().calibration, floor=0.0)
    found = []
    for case in cases:
        if not case.evidence_file.exists():
            continue
        recorded = evidence.load(case.evidence_file)
        recorded = noise.add(recorded) if noisy else recorded
        outcome = diagnose(recorded, loaded.knowledge, loaded.retriever, weights=everything)
        candidates = tuple(
            Candidate(d.entry.code, d.status, d.features, d.entry.code in case.expected.entries)
            for d in outcome.diagnoses
        )
        group = case.expected.entries[0] if case.expected.entries else case.id
        found.append(Sample(case.id, group, case.split, case.negative, candidates))
    return found


def fitted(training: Sequence[Sample], prior: Weights, strength: float) -> Weights:
    """Score and calibration learnt from the samples; the floor stays as it is."""
    usable = [sample.candidates for sample in training if sample.candidates]
    return ranking.fit(
        [[c.features for c in candidates] for candidates in usable],
        [[c.right for c in candidates] for candidates in usable],
        prior=prior,
        strength=strength,
    )


def equal(training: Sequence[Sample], prior: Weights) -> Weights:
    """Every feature counts the same; only the calibration is learnt, so that the confidences compare fairly."""
    flat = {name: -1.0 if name in AGAINST else 1.0 for name in FEATURES}
    even = Weights({"bias": 0.0, **flat}, {"bias": 0.0, "score": 0.5, "margin": 0.5}, prior.floor)
    learnt = fitted(training, even, 1.0)
    return Weights(even.score, learnt.calibration, prior.floor)


def first(sample: Sample, weights: Weights) -> tuple[Candidate, float] | None:
    """The first diagnosis that these weights give, with its confidence; None when all fall below the floor."""
    raws = [weights.raw(c.features) for c in sample.candidates]
    shown = []
    for number, candidate in enumerate(sample.candidates):
        sure = weights.confidence(raws[number], raws[:number] + raws[number + 1 :])
        if candidate.status == "confirmed" or sure >= weights.floor:
            shown.append(((STATUSES[candidate.status], -raws[number], candidate.code), candidate, sure))
    if not shown:
        return None
    _, best, sure = min(shown, key=lambda item: item[0])
    return best, sure


def measure(chosen: Sequence[Sample], weights_of: WeightsOf) -> Figures:
    """The figures of the first diagnoses; `weights_of` lets cross-validation give each sample its own."""
    hits, confidence, right = [], [], []
    for sample in chosen:
        found = first(sample, weights_of(sample))
        if not sample.negative:
            hits.append(float(found is not None and found[0].right))
        if found is not None:
            confidence.append(found[1])
            right.append(found[0].right)
    squared = [(c - float(r)) ** 2 for c, r in zip(confidence, right, strict=True)]
    return Figures(
        metrics.bootstrap(hits),
        metrics.bootstrap(squared),
        metrics.expected_calibration_error(confidence, right),
    )


def folds(dev: Sequence[Sample]) -> dict[str, int]:
    """The fold of each sample; cases that share their cause stay together."""
    groups = sorted({sample.group for sample in dev})
    order = np.random.default_rng(SEED).permutation(len(groups))
    place = {groups[int(which)]: position % FOLDS for position, which in enumerate(order)}
    return {sample.id: place[sample.group] for sample in dev}


def cross_validated(dev: Sequence[Sample], prior: Weights, strength: float) -> Figures:
    """The figures on `dev`, each case scored by weights that never saw its cause."""
    fold_of = folds(dev)
    by_fold = {
        fold: fitted([s for s in dev if fold_of[s.id] != fold], prior, strength)
        for fold in sorted(set(fold_of.values()))
    }
    return measure(dev, lambda sample: by_fold[fold_of[sample.id]])


def best_strength(dev: Sequence[Sample], prior: Weights) -> tuple[float, Figures]:
    """The strongest pull whose squared error is within a standard error of the least.

    The one-standard-error rule of Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning",
    7.10: with few cases it keeps single recordings from turning a weight around.
    """
    tried = [(strength, cross_validated(dev, prior, strength)) for strength in STRENGTHS]
    least = min((found.brier for _, found in tried), key=lambda error: error.mean)
    bound = least.mean + (least.high - least.low) / (2 * 1.96)
    return max((one for one in tried if one[1].brier.mean <= bound), key=lambda one: one[0])


def not_worse(candidate: Figures, present: Figures) -> bool:
    """Whether weights may replace the present ones: no hit lost and no larger error of the confidence."""
    return candidate.hit.mean >= present.hit.mean - 1e-9 and candidate.brier.mean <= present.brier.mean + 1e-9


def write(weights: Weights, facts: Mapping[str, float], path: Path = WEIGHTS_FILE) -> None:
    """Put the weights and their figures into the file; its comments stay where they are."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?ms)^figures:.*?(?=^\S|\Z)", "", text)
    head, _, tail = text.partition("calibration:")
    head, tail = _replaced(head, weights.score), _replaced(tail, weights.calibration)
    lines = "".join(f"  {name}: {value:.4g}\n" for name, value in facts.items())
    path.write_text(f"{head}calibration:{tail.rstrip()}\nfigures:\n{lines}", encoding="utf-8")


def _replaced(text: str, values: Mapping[str, float]) -> str:
    for name, value in values.items():
        line = re.compile(rf"(?m)^(  {re.escape(name)}:) *(-?[\d.]+)( *)(#?)")
        text = line.sub(partial(_aligned, value), text)
    return text


def _aligned(value: float, found: re.Match[str]) -> str:
    """The new number in the width of the old one, so that the comments keep their column."""
    name, old, blanks, comment = found.groups()
    number = f"{value + 0.0:.3f}"
    return f"{name} {number.ljust(len(old + blanks) - 1)} {comment}" if comment else f"{name} {number}"
