"""The frozen cases measure what was never used to fit: they share neither programs nor, mostly, causes with dev."""

import hashlib

from dataflow_debugger.evals import fitting
from dataflow_debugger.evals.case import Case, load_cases

CASES = load_cases()
SHORT = 200
# Empties the server's schema before a run; the same in every case with a server.
SCAFFOLD = "clean.py"


def _programs(case: Case) -> set[str]:
    files = [file for path in case.program_files() for file in (path, *path.rglob("*")) if file.is_file()]
    own = [file for file in files if file.name != SCAFFOLD and file.stat().st_size > SHORT]
    return {hashlib.sha256(file.read_bytes()).hexdigest() for file in own}


def _split(name: str) -> list[Case]:
    return [case for case in CASES if case.split == name]


def test_two_cases_in_five_are_frozen() -> None:
    assert len(_split("frozen")) >= 0.4 * len(CASES)


def test_no_program_stands_in_both_splits() -> None:
    dev = set().union(*map(_programs, _split("dev")))
    assert [case.id for case in _split("frozen") if _programs(case) & dev] == []


def test_causes_are_mostly_of_one_split() -> None:
    dev = {code for case in _split("dev") for code in case.expected.entries}
    positives = [case for case in _split("frozen") if not case.negative]
    both = [case.id for case in positives if set(case.expected.entries) & dev]
    assert len(both) <= 0.15 * len(positives), both


def test_frozen_cases_change_nothing_in_the_fit() -> None:
    dev, frozen = _split("dev")[::5], _split("frozen")[::12]
    assert frozen
    alone, together = fitting.fit_and_measure(dev), fitting.fit_and_measure([*dev, *frozen])
    assert alone.weights == together.weights
    assert alone.facts == together.facts
