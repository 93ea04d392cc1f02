"""The model that ranks diagnoses and says how sure it is. Its weights stand in `weights.yaml`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WEIGHTS_FILE = Path(__file__).with_name("weights.yaml")
MARGIN_LIMIT = 2.0
# The lead of a candidate that has no rival.
LEAD_ALONE = 1.0

FEATURES = (
    "confirmed",
    "confirm_weight",
    "support_weight",
    "unknown_share",
    "message",
    "message_detail",
    "exception",
    "common_type",
    "error_code",
    "node_type",
    "version_bound",
    "fused",
    "first",
    "dense",
    "lexical",
    "at_failure",
    "quiet_entry",
    "warning",
)


@dataclass(frozen=True)
class Weights:
    """`score` weighs the features; `calibration` weighs the score and its lead over the best other.

    A diagnosis that is not confirmed is worth showing from the confidence `floor` on.
    """

    score: Mapping[str, float]
    calibration: Mapping[str, float]
    floor: float = 0.0

    def raw(self, features: Mapping[str, float]) -> float:
        """The score that orders candidates; higher is likelier."""
        return self.score.get("bias", 0.0) + sum(
            self.score.get(name, 0.0) * value for name, value in features.items()
        )

    def confidence(self, raw: float, others: Sequence[float]) -> float:
        """The probability that the candidate with score `raw` is the cause, given the others' scores."""
        weights = self.calibration
        lead = _lead(raw, others)
        return _sigmoid(weights["bias"] + weights["score"] * raw + weights["margin"] * lead)

    def as_text(self) -> str:
        """The weights as the YAML of `weights.yaml`."""
        parts = {"score": self.score, "calibration": self.calibration}
        data: dict[str, Any] = {
            part: {name: round(value, 4) for name, value in values.items()} for part, values in parts.items()
        }
        return yaml.safe_dump({**data, "floor": self.floor}, sort_keys=False)


def exclusive(confidences: Sequence[float]) -> list[float]:
    """Probabilities of causes of which only one can be right: the others share what the first leaves."""
    rest = sum(confidences[1:])
    left = 1.0 - confidences[0] if confidences else 0.0
    scale = min(1.0, left / rest) if rest else 1.0
    return [*confidences[:1], *(value * scale for value in confidences[1:])]


@cache
def shipped() -> Weights:
    """The weights of `weights.yaml`."""
    return read(WEIGHTS_FILE)


def read(path: Path) -> Weights:
    """Weights from a file. Raises ValueError when it names a feature that does not exist."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    strange = set(data["score"]) - {"bias", *FEATURES}
    if strange:
        raise ValueError(f"{path.name}: score: there is no feature named {sorted(strange)[0]!r}")
    return Weights(
        score={name: float(value) for name, value in data["score"].items()},
        calibration={name: float(value) for name, value in data["calibration"].items()},
        floor=float(data.get("floor", 0.0)),
    )


def fit(
    cases: Sequence[Sequence[Mapping[str, float]]],
    labels: Sequence[Sequence[bool]],
    *,
    prior: Weights | None = None,
    strength: float = 1.0,
) -> Weights:
    """Weights learnt from cases: for each its candidates' features and which of them was the cause.

    Ridge logistic regression that pulls towards `prior` (the shipped weights), so that features which few
    cases show keep the weight that judgement gave them.
    """
    start = prior or shipped()
    flat = [features for case in cases for features in case]
    truth = [float(label) for case in labels for label in case]
    names = ["bias", *FEATURES]
    rows = [[1.0, *(features.get(name, 0.0) for name in FEATURES)] for features in flat]
    learnt = _logistic(rows, truth, [start.score.get(name, 0.0) for name in names], strength)
    score = dict(zip(names, learnt, strict=True))
    half = Weights(score, start.calibration, start.floor)
    pairs = [row for case in cases for row in _calibration_rows(half, case)]
    calibrated = _logistic(
        pairs, truth, [start.calibration[name] for name in ("bias", "score", "margin")], strength
    )
    return Weights(score, dict(zip(("bias", "score", "margin"), calibrated, strict=True)), start.floor)


def _calibration_rows(weights: Weights, case: Sequence[Mapping[str, float]]) -> list[list[float]]:
    raws = [weights.raw(features) for features in case]
    rows = []
    for number, raw in enumerate(raws):
        rows.append([1.0, raw, _lead(raw, raws[:number] + raws[number + 1 :])])
    return rows


def _lead(raw: float, others: Sequence[float]) -> float:
    lead = raw - max(others) if others else LEAD_ALONE
    return max(-MARGIN_LIMIT, min(MARGIN_LIMIT, lead))


def _logistic(
    rows: Sequence[Sequence[float]], labels: Sequence[float], start: Sequence[float], strength: float
) -> list[float]:
    """Newton's method for logistic regression with a ridge penalty on the distance from `start`.

    A step is halved until the loss falls: a full one overshoots where the labels are nearly separable.
    """
    import numpy

    if not rows:
        return list(start)
    x, y = numpy.asarray(rows, dtype=float), numpy.asarray(labels, dtype=float)
    origin = numpy.asarray(start, dtype=float)
    w = origin.copy()

    def loss(at: Any) -> float:
        z = x @ at
        fit_loss = numpy.logaddexp(0.0, z) - y * z
        return float(fit_loss.sum() + 0.5 * strength * ((at - origin) ** 2).sum())

    for _ in range(100):
        p = 1.0 / (1.0 + numpy.exp(-numpy.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + strength * (w - origin)
        hessian = (x.T * (p * (1 - p))) @ x + strength * numpy.eye(len(w))
        step = numpy.linalg.solve(hessian, gradient)
        scale, before = 1.0, loss(w)
        while scale > 1e-6 and loss(w - scale * step) > before:
            scale /= 2
        w = w - scale * step
        if float(numpy.abs(scale * step).max()) < 1e-8:
            break
    return [float(value) for value in w]


def _sigmoid(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))
