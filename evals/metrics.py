"""Scores over ranked lists and yes/no outcomes, each with a bootstrap interval.

hit@k, MRR and nDCG@k as in Manning, Raghavan and Schuetze, "Introduction to Information Retrieval" (2008),
chapter 8; expected calibration error with equal-width bins as in Guo et al., "On Calibration of Modern
Neural Networks" (ICML 2017).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
SEED = 20
BINS = 10

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Interval:
    """A mean with its 95 % bootstrap interval over `n` cases."""

    mean: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{self.mean:.2f} [{self.low:.2f}, {self.high:.2f}] n={self.n}"


def hit_at(ranked: Sequence[str], relevant: Sequence[str], k: int) -> float:
    """1.0 when one of the relevant codes is among the first k."""
    return float(any(code in relevant for code in ranked[:k]))


def reciprocal_rank(ranked: Sequence[str], relevant: Sequence[str]) -> float:
    """1 / rank of the first relevant code, 0.0 when there is none."""
    for position, code in enumerate(ranked, start=1):
        if code in relevant:
            return 1.0 / position
    return 0.0


def ndcg_at(ranked: Sequence[str], relevant: Sequence[str], k: int = 5) -> float:
    """nDCG@k with graded relevance: the first of `relevant` counts most."""
    gain = {code: len(relevant) - i for i, code in enumerate(relevant)}

    def discounted(codes: Sequence[str]) -> float:
        return sum(gain.get(code, 0) / math.log2(i + 2) for i, code in enumerate(codes[:k]))

    best = discounted(list(relevant))
    return discounted(ranked) / best if best else 0.0


def bootstrap(values: Sequence[float]) -> Interval:
    """Mean and percentile interval; the seed is fixed so that two runs agree."""
    if not values:
        return Interval(math.nan, math.nan, math.nan, 0)
    sample = np.asarray(values, dtype=float)
    return _interval(float(sample.mean()), sample[_draws(len(sample))].mean(axis=1), len(sample))


def _draws(n: int) -> IntArray:
    """Resamples with replacement: a row of indexes each."""
    return np.random.default_rng(SEED).integers(0, n, (RESAMPLES, n))


def _interval(value: float, resampled: FloatArray, n: int) -> Interval:
    low, high = np.percentile(resampled, [2.5, 97.5])
    return Interval(value, float(low), float(high), n)


def percentile(values: Sequence[float], percent: float) -> Interval:
    """A percentile with its bootstrap interval."""
    if not values:
        return Interval(math.nan, math.nan, math.nan, 0)
    sample = np.asarray(values, dtype=float)
    resampled = np.percentile(sample[_draws(len(sample))], percent, axis=1)
    return _interval(float(np.percentile(sample, percent)), resampled, len(sample))


def _bin(confidence: float, bins: int) -> int:
    return min(int(confidence * bins), bins - 1)


def calibration_bins(
    confidence: Sequence[float], right: Sequence[bool], bins: int = BINS
) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, cases) for each bin that is not empty."""
    rows = []
    for i in range(bins):
        inside = [(c, r) for c, r in zip(confidence, right, strict=True) if _bin(c, bins) == i]
        if inside:
            means = (float(np.mean([c for c, _ in inside])), float(np.mean([r for _, r in inside])))
            rows.append((*means, len(inside)))
    return rows


def expected_calibration_error(confidence: Sequence[float], right: Sequence[bool]) -> Interval:
    """Share-weighted distance between confidence and accuracy over ten bins.

    The interval leans upwards: in a resample the bins are rougher than in the sample itself.
    """
    if not confidence:
        return Interval(math.nan, math.nan, math.nan, 0)
    n = len(confidence)
    # A column a bin: how far each answer's confidence lies above its outcome.
    apart = np.zeros((n, BINS))
    for i, (c, r) in enumerate(zip(confidence, right, strict=True)):
        apart[i, _bin(c, BINS)] = c - float(r)
    resampled = np.abs(apart[_draws(n)].sum(axis=1)).sum(axis=1) / n
    return _interval(float(np.abs(apart.sum(axis=0)).sum() / n), resampled, n)


def exact_paired_p(gained: int, lost: int) -> float:
    """Two-sided exact McNemar test: the chance of a split this uneven when nothing changed."""
    total = gained + lost
    if total == 0:
        return 1.0
    tail: float = sum(math.comb(total, i) for i in range(min(gained, lost) + 1)) / 2.0**total
    return min(1.0, 2 * tail)
