"""Trying the fixes of a run before they are shown (`--verify`)."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dataflow_debugger.agent.fixes.build import Patch
from dataflow_debugger.agent.fixes.scratch import CannotCopy, Scratch
from dataflow_debugger.agent.launch import Options, Target

if TYPE_CHECKING:
    from dataflow_debugger.agent.diagnosis import Outcome
    from dataflow_debugger.agent.evidence import Evidence
    from dataflow_debugger.agent.fixes.verify import Level


class _Stopped(Exception):
    """Ctrl-C ended a trial."""


@dataclass
class Trials:
    """A copy of the project, made before the program runs, and what came of trying fixes on it."""

    target: Target
    options: Options
    level: Level
    scratch: Scratch | None = None
    notes: list[str] = field(default_factory=list)

    @classmethod
    def prepare(cls, target: Target, options: Options, level: Level) -> Trials:
        """Copy the project; where that cannot be done, the notes say why."""
        cwd = Path.cwd()
        root = (cwd / target.program).parent if target.program is not None else cwd
        trials = cls(target, options, level)
        try:
            trials.scratch = Scratch.of(Path(os.path.realpath(root)), cwd)
        except CannotCopy as error:
            trials.notes.append(f"The fixes were not tried: {error}")
        return trials

    def run(
        self,
        evidence: Evidence,
        outcome: Outcome,
        made: dict[str, list[Patch]],
        diagnose: Callable[[Evidence], Outcome],
        run_seconds: float,
    ) -> tuple[Outcome, dict[str, list[Patch]]]:
        """The diagnoses and their fixes, those first that were seen to work."""
        from dataflow_debugger.agent.fixes import verify

        if self.scratch is None or not any(made.values()):
            return outcome, made

        def diagnosed(after: Evidence) -> Outcome:
            if after.program.signal == "SIGINT":
                raise _Stopped
            return diagnose(after)

        verifier = verify.Verifier(
            self.scratch, self.target, self.options, evidence, outcome, diagnosed, run_seconds, self.level
        )
        refusal = verifier.refusal()
        if refusal is not None:
            self.notes.append(f"The fixes were not tried: {refusal}")
            return outcome, made
        try:
            verifier.run(verify.proposals(outcome, lambda one: made.get(one.entry.code, [])))
        except _Stopped:
            self.notes.append("Ctrl-C ended the trials of the fixes.")
        self.notes += verify.notes(verifier.trials, self.target, self.scratch)
        if verifier.unmended is not None:
            self.notes.append("It was run there once more as it stands, to see what the fixes change.")
        settled = verify.settled(made, verifier.trials)
        order = {code: number for number, code in enumerate(settled)}
        ranked = sorted(outcome.diagnoses, key=lambda one: order.get(one.entry.code, len(order)))
        return replace(outcome, diagnoses=tuple(ranked)), settled

    def close(self) -> None:
        """Remove the copy."""
        if self.scratch is not None:
            self.scratch.close()
