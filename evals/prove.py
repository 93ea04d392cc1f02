"""Proves a case: its check fails on the program as it is and passes on every right fix."""

from __future__ import annotations

from pathlib import Path

from packaging.requirements import Requirement

from dataflow_debugger.evals import environments, scratch
from dataflow_debugger.evals.case import Case


class NotProven(Exception):
    """The case does not show what it says; the message tells which run went wrong."""


def pins_of(folder: Path) -> dict[str, str]:
    """The packages a fix's requirements.txt pins; a bare name is taken at any version."""
    path = folder / "requirements.txt"
    if not path.exists():
        return {}
    lines = [line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    parsed = [Requirement(line) for line in lines if line]
    return {r.name: str(r.specifier).removeprefix("==") or ">=0" for r in parsed}


def prove(case: Case, *, build: bool = True) -> list[str]:
    """Run the check before and after each fix; returns a line per run. Raises NotProven or EnvironmentNotBuilt."""
    python = environments.interpreter(case.packages, case.database, build=build)
    if case.negative:
        return ["nothing of DataFlow's to mend, so no check"]
    with scratch.scratch(case) as folder:
        before = scratch.run_check(folder, python)
    if before.passed:
        raise NotProven(f"{case.id}: check.py passes on the failing program.")
    lines = [f"before: fails ({before.output.splitlines()[-1] if before.output else 'no output'})"]
    for fixed in sorted(case.folder.glob("fixed*")):
        pins = pins_of(fixed)
        changed = environments.interpreter(pins, case.database, build=build) if pins else python
        with scratch.scratch(case) as folder:
            scratch.overlay(folder, fixed)
            after = scratch.run_check(folder, changed)
        if not after.passed:
            raise NotProven(f"{case.id}: check.py fails with {fixed.name}/: {after.output[-300:]}")
        lines.append(f"{fixed.name}: passes")
    if len(lines) == 1:
        raise NotProven(f"{case.id}: there is no fixed/ folder.")
    return lines
