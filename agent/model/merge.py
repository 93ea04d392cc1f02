"""The local answer and the model's made one: what the checks decided stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dataflow_debugger.agent.diagnosis import Diagnosis, Outcome
from dataflow_debugger.agent.model.answers import NONE

# From here on a confirmed cause needs no second opinion.
SURE = 0.8


def decided(diagnosis: Diagnosis) -> bool:
    """Whether checks proved the cause, so that a model has no say in its place."""
    return diagnosis.status == "confirmed"


def worth_asking(outcome: Outcome) -> bool:
    """Whether a model may add anything: a failure whose cause is not confirmed with high confidence."""
    if outcome.status == "no_failure" or not outcome.failure.failed:
        return False
    first = outcome.diagnoses[:1]
    return not (first and decided(first[0]) and first[0].confidence >= SURE)


def merged(outcome: Outcome, ranking: Sequence[str]) -> Outcome:
    """The outcome with the undecided diagnoses in the model's order, behind all that checks decided.

    The model adds no diagnosis and takes none away: a cause that no check speaks for stays its opinion.
    """
    place = {code: number for number, code in enumerate(ranking) if code != NONE}
    settled = [one for one in outcome.diagnoses if decided(one)]
    open_ = [one for one in outcome.diagnoses if not decided(one)]
    open_.sort(key=lambda one: place.get(one.entry.code, len(place)))
    return replace(outcome, diagnoses=(*settled, *open_))
