"""The fit as one run: learn on `dev`, compare with equal, hand-set and present weights, say what was gained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dataflow_debugger.agent import ranking
from dataflow_debugger.agent.loading import load
from dataflow_debugger.agent.ranking import WEIGHTS_FILE, Weights
from dataflow_debugger.evals import fit, metrics
from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.fit import Sample


@dataclass(frozen=True)
class Result:
    """The fitted weights, the figures for their file, and what to print. `kept`: not worse on `dev`."""

    weights: Weights
    facts: dict[str, float]
    kept: bool
    lines: list[str]


def fit_and_measure(cases: Sequence[Case]) -> Result:
    """Fit on `dev` and measure on both splits, bare and with distractors."""
    loaded = load()
    bare, noisy = fit.samples(cases, loaded), fit.samples(cases, loaded, noisy=True)
    dev = [s for s in (*bare, *noisy) if s.split == "dev"]
    parts = {
        "dev": [s for s in bare if s.split == "dev"],
        "dev, with noise": [s for s in noisy if s.split == "dev"],
        "frozen": [s for s in bare if s.split == "frozen"],
        "frozen, with noise": [s for s in noisy if s.split == "frozen"],
    }
    prior, present = ranking.read(fit.PRIOR_FILE), ranking.read(WEIGHTS_FILE)
    strength, validated = fit.best_strength(dev, prior)
    weights = fit.fitted(dev, prior, strength)
    systems = {
        "equal": fit.equal(dev, prior),
        "hand-set": prior,
        "present": present,
        "fitted": weights,
    }
    hand_set = fit.measure(dev, lambda _: prior)
    lines = [
        f"fitted on {len(parts['dev'])} dev cases, each bare and with noise; strength {strength:g}",
        f"{'dev, hand-set':28}{hand_set}",
        f"{'dev, cross-validated fit':28}{validated}",
        *_table(parts, systems),
    ]
    own = fit.measure(parts["dev"], lambda _: weights)
    facts = {
        "cases": float(len(parts["dev"])),
        "strength": strength,
        "hit_at_1_dev": own.hit.mean,
        "ece_dev": own.ece.mean,
        "hit_at_1_cross_validated": validated.hit.mean,
        "brier_cross_validated": validated.brier.mean,
        "ece_cross_validated": validated.ece.mean,
    }
    return Result(weights, facts, fit.not_worse(validated, hand_set), lines)


def _table(parts: dict[str, list[Sample]], systems: dict[str, Weights]) -> list[str]:
    lines = []
    for part, chosen in parts.items():
        lines.append(f"\n{part}: {len(chosen)} cases")
        lines += [f"  {name:10}{fit.measure(chosen, _always(w))}" for name, w in systems.items()]
        lines += [
            f"  fitted against {name}: {_gain(chosen, systems[name], systems['fitted'])}"
            for name in ("equal", "present")
        ]
    return lines


def _always(weights: Weights) -> fit.WeightsOf:
    return lambda _: weights


def _gain(chosen: Sequence[Sample], before: Weights, now: Weights) -> str:
    gained = lost = 0
    for sample in chosen:
        old, new = fit.first(sample, before), fit.first(sample, now)
        old_right, new_right = (bool(f and f[0].right) for f in (old, new))
        gained += new_right and not old_right
        lost += old_right and not new_right
    return f"hit@1 +{gained} -{lost}, exact paired p {metrics.exact_paired_p(gained, lost):.2g}"
