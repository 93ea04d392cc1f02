"""Scores cases: live through the real command, or from their recordings in this process."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from dataflow_debugger.agent.session import Debugger
from dataflow_debugger.evals import environments, fixing, live, recorded, scratch
from dataflow_debugger.evals.case import Case
from dataflow_debugger.evals.outcome import CaseOutcome

Pairs = list[tuple[Case, CaseOutcome]]


@dataclass(frozen=True)
class Options:
    """How a run is done. `jobs` programs run side by side."""

    live: bool = False
    fixes: bool = False
    jobs: int = 2
    baseline: str = "full"
    noisy: bool = False
    verify: bool = False


@dataclass(frozen=True)
class Skipped:
    """A case that was not scored, and why."""

    id: str
    why: str


def run(
    cases: list[Case], options: Options, debugger: Debugger | None = None
) -> Iterator[tuple[Case, CaseOutcome | Skipped]]:
    """Outcomes in the order of the cases; a case that cannot be run here is skipped with the reason.

    `debugger` scores recordings in place of one with the built-in knowledge.
    """
    score_case: Callable[[Case], CaseOutcome | Skipped]
    if options.live:
        score_case = lambda case: run_live(case, options)  # noqa: E731
    else:
        scorer = recorded.Scorer(options.baseline, noisy=options.noisy, debugger=debugger)
        score_case = lambda case: run_recorded(case, scorer, options)  # noqa: E731
    jobs = options.jobs if options.live or options.fixes else 1
    with ThreadPoolExecutor(jobs) as pool:
        yield from zip(cases, pool.map(score_case, cases), strict=True)


def scored(cases: list[Case], options: Options, debugger: Debugger | None = None) -> Pairs:
    """The outcomes of `run` without the skipped cases."""
    return [
        (case, result) for case, result in run(cases, options, debugger) if isinstance(result, CaseOutcome)
    ]


def run_live(case: Case, options: Options) -> CaseOutcome | Skipped:
    try:
        python = environments.interpreter(case.packages, case.database)
    except environments.EnvironmentNotBuilt as error:
        return Skipped(case.id, str(error))
    with scratch.scratch(case) as folder:
        (folder / "check.py").unlink(missing_ok=True)
        try:
            report = live.report_of(case, folder, python, _verifying(case) if options.verify else ())
        except (ValueError, subprocess.TimeoutExpired) as error:
            return CaseOutcome(id=case.id, status="error", ranked=[], confidence=[], error=str(error)[-400:])
    outcome = live.outcome_of(case, report)
    if options.fixes and not case.negative:
        fixing.try_fixes(case, report, python, outcome)
    return outcome


def _verifying(case: Case) -> tuple[str, ...]:
    """A case's server database is its own, so its program may be run against it again."""
    return (f"--verify={'safe' if case.database == 'sqlite' else 'unsafe'}",)


def run_recorded(case: Case, scorer: recorded.Scorer, options: Options) -> CaseOutcome | Skipped:
    if not case.evidence_file.exists():
        return Skipped(
            case.id, "evidence.json is not recorded; run `python -m dataflow_debugger.evals record`."
        )
    report = scorer.report(case)
    outcome = live.outcome_of(case, report)
    if options.fixes and not case.negative:
        try:
            python = environments.interpreter(case.packages, case.database)
        except environments.EnvironmentNotBuilt as error:
            outcome.fix_note = str(error)
        else:
            fixing.try_fixes(case, report, python, outcome)
    return outcome
