"""fix@k by execution: applies a report's fixes to scratch copies and runs the case's own check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from dataflow_debugger.evals import environments, scratch
from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.outcome import CaseOutcome

TRIED_AT_MOST = 6


def try_fixes(case: Case, report: dict[str, Any], python: Path, outcome: CaseOutcome) -> None:
    """Fill in fix_first and fix_any: the very first fix shown, and the first few of all diagnoses.

    Every fix that the report calls verified is put to check.py too, into `verified`.
    """
    fixes = [(d["rank"], f) for d in report["diagnoses"] for f in d["fixes"]]
    usable = [(rank, f) for rank, f in fixes if f["diff"] or f["requirement"]]
    outcome.fix_first = outcome.fix_any = False
    if not usable:
        outcome.fix_note = "no fix that can be applied"
        return
    for position, (rank, fix) in enumerate(usable[:TRIED_AT_MOST]):
        if outcome.fix_any and not fix["verified"]:
            continue
        problem = try_fix(case, fix, python)
        if position == 0:
            outcome.fix_first = problem is None and rank == 1
            outcome.fix_note = problem or ""
        if fix["verified"]:
            outcome.verified.append(problem is None)
        outcome.fix_any = outcome.fix_any or problem is None


def try_fix(case: Case, fix: dict[str, Any], python: Path) -> str | None:
    """None when check.py passes with the fix applied, else one line that says why not."""
    with scratch.scratch(case) as folder:
        if fix["diff"]:
            problem = scratch.apply_diff(folder, fix["diff"])
            if problem:
                return f"the patch does not apply: {problem}"
        if fix["requirement"]:
            try:
                python = upgraded(case, fix["requirement"])
            except environments.EnvironmentNotBuilt as error:
                return str(error)
        result = scratch.run_check(folder, python)
    return None if result.passed else f"check.py fails: {result.output[-200:]}"


def upgraded(case: Case, requirement: str) -> Path:
    """An environment with the case's drivers and what the fix asks for, other pins let go.

    As with the fix's own command, the installer takes the newest release that the requirement admits. A
    requirement without a release, as `kailash-dataflow[sqlite]`, brings what was absent to the pins of the case.
    """
    wanted = Requirement(requirement)
    kept = environments.with_absent(case.packages)
    if wanted.specifier:
        kept = {n: v for n, v in kept.items() if n not in {"kailash", wanted.name}}
        kept[wanted.name] = str(wanted.specifier)
    return environments.interpreter(kept, case.database, build=True)
