"""Reciprocal rank fusion of several rankings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

K = 10


def fuse(
    rankings: Sequence[Sequence[str]], weights: Sequence[float] | None = None, k: int = K
) -> Mapping[str, float]:
    """The fused score of every code: the sum over rankings of weight / (k + rank), ranks from 1.

    Scaled so that a code first in every ranking scores 1; best first in the returned mapping.
    """
    factors = list(weights) if weights is not None else [1.0] * len(rankings)
    scores: dict[str, float] = {}
    for ranking, factor in zip(rankings, factors, strict=True):
        for rank, code in enumerate(ranking, start=1):
            scores[code] = scores.get(code, 0.0) + factor / (k + rank)
    best = sum(factors) / (k + 1)
    ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return {code: score / best for code, score in ordered}
