"""Trying fixes: each is applied to a scratch copy of the project, and the program run there under capture.

A fix is verified when the program then ends well, the failure is gone, none came in its place, and the checks
of the fix's entry no longer hold. Where nothing was raised, what the program shows must have changed as well: it is
run once as it stands to compare. That it now does what its user wanted is more than this can tell.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Literal

from dataflow_debugger.agent.diagnosis import Diagnosis, Outcome
from dataflow_debugger.agent.evidence import DatabaseFile, Evidence
from dataflow_debugger.agent.fixes import build, overlay
from dataflow_debugger.agent.fixes.build import Patch
from dataflow_debugger.agent.fixes.scratch import Scratch
from dataflow_debugger.agent.fixes.shown import Printed, Shown, shown
from dataflow_debugger.agent.launch import LaunchError, Options, Target
from dataflow_debugger.agent.launch import run as launch
from dataflow_debugger.agent.report.schema import ReportFix

Level = Literal["safe", "unsafe", "install"]
TRIALS_MAX = 8
DIAGNOSES = 3
SEARCHED_MAX = 3
# Faults of one program that are mended together, and the fixes of a further one that are tried for it.
FAULTS = 3
JOINED_MAX = 2
SECONDS_LEAST, SECONDS_MOST = 15.0, 120.0
_SHOWS = " fault shows"
NETWORK = ("postgresql", "mysql", "mongodb", "mariadb")


@dataclass(frozen=True)
class Proposal:
    """A fix of a diagnosis that may be tried."""

    code: str
    patch: Patch


@dataclass(frozen=True)
class Trial:
    """How a fix fared: `verified` is None where it was not run. `after` is the diagnosis of its run."""

    proposal: Proposal
    verified: bool | None
    reason: str
    seconds: float = 0.0
    after: Outcome | None = None
    evidence: Evidence | None = None


@dataclass
class Verifier:
    """Tries fixes of one failing run. `diagnose` is the session's way from evidence to an outcome.

    `scratch` was made before the program ran, so that each trial starts from the same files and databases.
    """

    scratch: Scratch
    target: Target
    options: Options
    evidence: Evidence
    before: Outcome
    diagnose: Callable[[Evidence], Outcome]
    run_seconds: float
    level: Level = "safe"
    trials: list[Trial] = field(default_factory=list)
    unmended: Shown | None = None
    printed: Printed = field(default_factory=Printed)

    def refusal(self) -> str | None:
        """Why the program is not run again, or None when it may be."""
        if self.level == "unsafe":
            return None
        if self.evidence.program.timed_out:
            return "The program did not end by itself, so running it again would show nothing."
        kind = network_database(self.evidence)
        if kind is not None:
            return (
                f"The program reaches a {kind} database, which is not run against again; "
                "--verify=unsafe does so all the same."
            )
        outside = next(self._outside(), None)
        if outside is not None:
            return (
                f"The program works on {outside}, which lies outside its folder; "
                "--verify=unsafe runs it all the same."
            )
        return None

    def _outside(self) -> Iterator[Path]:
        """Database files with rows that a trial would change, because they are neither here nor in the copy."""
        inspector = self.evidence.inspector
        for one in inspector.databases if inspector is not None else ():
            path = Path(os.path.realpath(self.scratch.root / one.path))
            inside = path.is_relative_to(self.scratch.root) or path.is_relative_to(self.scratch.cwd)
            temporary = path.is_relative_to(os.path.realpath(tempfile.gettempdir()))
            if (
                not inside
                and not temporary
                and str(path) not in self.scratch.outside
                and _holds_anything(one)
            ):
                yield path

    def run(self, proposals: Sequence[Proposal]) -> list[Trial]:
        """Try the fixes in order, at most so many, and with those of further faults that then come to light."""
        for proposal in proposals[:TRIALS_MAX]:
            if self._tried(proposal):
                continue
            trial = self.attempt(proposal)
            self.trials.append(trial)
            self._go_on(trial, FAULTS - 1)
        for further in self._searched(proposals):
            if self._works(further.code):
                continue
            self.trials.append(self.attempt(further))
        return self.trials

    def _go_on(self, trial: Trial, more: int) -> None:
        """Where a program fails otherwise once a fault is mended, mend that as well, up to so many more."""
        if trial.verified or not more or trial.evidence is None or self._ran_the_original(trial.evidence):
            return
        for together in islice(self._together(trial), JOINED_MAX):
            if self._tried(together):
                continue
            joined = self.attempt(together)
            self.trials.append(joined)
            self._go_on(joined, more - 1)
            if self.trials[-1].verified:
                return

    def _tried(self, proposal: Proposal) -> bool:
        """Whether the same change was tried for the same cause."""
        changes = proposal.patch.changes
        return bool(changes) and any(
            (one.proposal.code, one.proposal.patch.changes) == (proposal.code, changes) for one in self.trials
        )

    def _works(self, code: str) -> bool:
        return any(trial.verified for trial in self.trials if trial.proposal.code == code)

    def _searched(self, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """The other names that the evidence offers, for confirmed causes none of whose fixes works."""
        seen = [trial.proposal.patch.changes for trial in self.trials]
        for diagnosis in self.before.diagnoses[:DIAGNOSES]:
            given = [one.patch for one in proposals if one.code == diagnosis.entry.code and one.patch.changes]
            if not given or diagnosis.status != "confirmed" or self._works(diagnosis.entry.code):
                continue
            project = given[0].project.original()
            found = [
                patch
                for fix in diagnosis.entry.fixes
                if fix.edit is not None
                for patch in build.patches(fix, diagnosis.bindings, project, search=True)
                if patch.changes not in seen
            ]
            yield from (Proposal(diagnosis.entry.code, patch) for patch in found[:SEARCHED_MAX])

    def attempt(self, proposal: Proposal) -> Trial:
        """Apply one fix to a fresh copy and run the program there."""
        patch, extra = proposal.patch, []
        requirement = patch.fix.requirement
        if not patch.changes and not requirement:
            return Trial(proposal, None, "There is nothing in it that could be tried.")
        started = time.monotonic()
        try:
            if requirement is not None and (patch.fix.kind == "upgrade" or not patch.changes):
                if self.level != "install":
                    return Trial(proposal, None, "Releases are tried only with --verify=install.")
                extra.append(self._installed(requirement))
            self.scratch.fresh({c.path: patch.project.bytes_of(c.path, c.after) for c in patch.changes})
            evidence = self._run(extra)
        except (LaunchError, overlay.CannotInstall, OSError) as error:
            return Trial(proposal, None, f"It could not be tried: {error}")
        after = self.diagnose(self._of_what_is_left(evidence))
        verified, reason = self._judged(proposal, evidence, after)
        if verified and self.before.failure.silent and self._shows_the_same(evidence):
            verified, reason = None, "What the program prints, does and stores is the same as before."
        return Trial(proposal, verified, reason, time.monotonic() - started, after, evidence)

    def _of_what_is_left(self, evidence: Evidence) -> Evidence:
        """The evidence without words that told of an error now gone; they would fit another cause by accident."""
        told_of_error = not self.before.failure.silent and evidence.exception is None
        return evidence.model_copy(update={"symptom": None}) if told_of_error else evidence

    def _shows_the_same(self, evidence: Evidence) -> bool:
        """Whether a user sees no difference to the program as it stands, which is run once to compare."""
        after = self._shown(evidence)
        if self.unmended is None:
            self.scratch.fresh({})
            try:
                self.unmended = self._shown(self._run([]))
            except LaunchError:
                return False
        return after == self.unmended

    def _shown(self, evidence: Evidence) -> Shown:
        return shown(
            evidence, self.printed, [self.scratch.work, *(p.parent for p in self.scratch.outside.values())]
        )

    def _installed(self, requirement: str) -> Path:
        python = self.options.python or sys.executable
        folder = Path(self.scratch.folder.name) / "packages" / str(len(self.trials))
        return overlay.install(requirement, python, folder)

    def _run(self, extra: list[Path]) -> Evidence:
        limit = min(max(4 * self.run_seconds, SECONDS_LEAST), SECONDS_MOST)
        options = replace(
            self.options,
            python=_absolute(self.options.python, self.scratch.cwd),
            timeout=min(limit, self.options.timeout or limit),
            cwd=self.scratch.work_cwd,
            env=self.scratch.environment(extra),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdout_to_stderr=False,
        )
        with Printed() as self.printed:
            options = replace(options, stdout=self.printed.fileno())
            return launch(self.scratch.target(self.target), options).evidence

    def _judged(self, proposal: Proposal, evidence: Evidence, after: Outcome) -> tuple[bool | None, str]:
        if self._ran_the_original(evidence):
            return None, "The program used files outside the copy, so the trial says nothing."
        if evidence.program.timed_out:
            return False, "The program did not end any more."
        failure = after.failure
        # Where a symptom is given, what may only possibly be is named as well; that is no sign of anything.
        signs = [one for one in after.diagnoses if one.status == "confirmed" or not failure.silent]
        if failure.failed and (signs or not failure.silent):
            if self._only_others_left(proposal, evidence, after, {one.entry.code for one in signs}):
                left = signs[0].entry.title
                return None, f"The signs of this cause are gone, those of another are not: {left}."
            same = (failure.type, failure.node) == (self.before.failure.type, self.before.failure.node)
            word = "still fails" if same else "then fails"
            return False, f"The program {word}: {_shown(failure.type, failure.message)}."
        if evidence.program.exit_code not in (0, None) or evidence.program.signal:
            return False, f"The program ended with {evidence.program.exit_code or evidence.program.signal}."
        confirmed = {d.entry.code for d in after.diagnoses if d.status == "confirmed"}
        if proposal.code in confirmed:
            return False, "The signs of the cause are still there."
        new = confirmed - {d.entry.code for d in self.before.diagnoses}
        errors = [d for d in after.diagnoses if d.entry.code in new and d.entry.severity == "error"]
        if errors:
            return False, f"Another fault came: {errors[0].entry.title}."
        if self.evidence.calls and not evidence.calls:
            return False, "The program no longer does anything with DataFlow."
        if proposal.patch.passes_over:
            return None, "The program runs, but the fix only passes over the failure."
        return True, "The program ran without the failure."

    def _only_others_left(
        self, proposal: Proposal, evidence: Evidence, after: Outcome, codes: set[str]
    ) -> bool:
        """Whether what raised nothing shows no sign of this cause any more, and of others only such as before."""
        known = {d.entry.code for d in self.before.diagnoses}
        quiet = self.before.failure.silent and after.failure.silent and not evidence.program.signal
        return quiet and not evidence.program.exit_code and proposal.code not in codes and codes <= known

    def _ran_the_original(self, evidence: Evidence) -> bool:
        """Whether modules came from the user's own folder, as an editable installation can bring about."""
        root = str(self.scratch.root) + os.sep
        files = [item.file for item in evidence.source]
        return any(file.startswith(root) for file in files)

    def _together(self, trial: Trial) -> Iterator[Proposal]:
        """The fix joined by those of what is diagnosed first once it is in place."""
        first = trial.proposal
        for diagnosis in trial.after.diagnoses[:1] if trial.after is not None else ():
            if diagnosis.entry.code == first.code or diagnosis.status != "confirmed":
                continue
            for patch in _patches(diagnosis, first.patch):
                fix = _joined(first.patch.fix, patch.fix, diagnosis.entry.title)
                over = first.patch.passes_over or patch.passes_over
                yield Proposal(first.code, Patch(fix, patch.changes, patch.project, over))


def _patches(diagnosis: Diagnosis, first: Patch) -> Iterator[Patch]:
    for fix in diagnosis.entry.fixes:
        if fix.edit is not None:
            yield from build.patches(fix, diagnosis.bindings, first.project.fork())


def _joined(one: ReportFix, other: ReportFix, fault: str) -> ReportFix:
    """Two fixes as one, which names the second fault; safe only when both are."""
    title = f"{one.title.rstrip('.')}; {other.title[:1].lower()}{other.title[1:]}"
    safety: Literal["safe", "unsafe"] = "safe" if one.safety == other.safety == "safe" else "unsafe"
    which = "further" if _SHOWS in one.rationale else "second"
    rationale = f"{one.rationale} Then a {which}{_SHOWS}: {fault.rstrip('.')}. {other.rationale}".strip()
    return replace_fix(other, title=title, safety=safety, rationale=rationale)


def replace_fix(fix: ReportFix, **changes: object) -> ReportFix:
    """The fix with some of its fields changed."""
    return fix.model_copy(update=changes)


def _shown(kind: str | None, message: str) -> str:
    first = (message.strip().splitlines() or [""])[0][:200]
    name = kind.rpartition(".")[2] if kind else ""
    return f"{name}: {first}" if name and first else name or first or "without a message"


def _absolute(python: str | None, cwd: Path) -> str | None:
    return str(cwd / python) if python is not None and os.sep in python else python


def network_database(evidence: Evidence) -> str | None:
    """The kind of database over the network that the program uses, if it uses one."""
    urls = [one.url for one in evidence.inspector.instances] if evidence.inspector else []
    database = evidence.environment.database
    if database is not None:
        urls.append(database.url)
        if database.dialect in NETWORK:
            return database.dialect
    for url in urls:
        scheme = (url or "").partition("://")[0].partition("+")[0].lower()
        if "://" in (url or "") and not scheme.startswith("sqlite"):
            return scheme
    return None


def _holds_anything(file: DatabaseFile) -> bool:
    return any(table.rows is None or table.rows > 0 for table in file.tables.values())


def proposals(outcome: Outcome, made: Callable[[Diagnosis], Sequence[Patch]]) -> list[Proposal]:
    """The fixes of the first diagnoses in the order in which they are shown; `made` may search for more."""
    return [
        Proposal(diagnosis.entry.code, patch)
        for diagnosis in outcome.diagnoses[:DIAGNOSES]
        for patch in made(diagnosis)
    ]


def settled(made: dict[str, list[Patch]], trials: Sequence[Trial]) -> dict[str, list[Patch]]:
    """The fixes by entry with what their trials showed: those that work first, those that do not last.

    Fixes that work only together stand as one before the first of them. Entries with a fix that works
    come before the others.
    """
    result: dict[str, list[Patch]] = {}
    for code, patches in made.items():
        tried = [(t.proposal.patch, t.verified) for t in trials if t.proposal.code == code]
        known = [patch for patch, _ in tried]
        listed = [(patch, None) for patch in patches if patch not in known]
        marked = [(_marked(patch, verified), verified) for patch, verified in [*tried, *listed]]
        kept = [
            pair for pair in marked if pair[1] is not False or pair[0].changes in [p.changes for p in patches]
        ]
        kept.sort(key=lambda pair: {True: 0, None: 1, False: 2}[pair[1]])
        result[code] = [patch for patch, _ in kept]
    return dict(sorted(result.items(), key=lambda item: not any(p.fix.verified for p in item[1])))


def _marked(patch: Patch, verified: bool | None) -> Patch:
    return replace(patch, fix=replace_fix(patch.fix, verified=verified))


def notes(trials: Sequence[Trial], target: Target, scratch: Scratch) -> list[str]:
    """What was run, and why a fix is not verified, each as a sentence."""
    run = [trial for trial in trials if trial.evidence is not None]
    found = []
    if run:
        good = sum(trial.verified is True for trial in run)
        times = "once" if len(run) == 1 else f"{len(run)} times"
        found.append(
            f"Ran `{command_text(target)}` {times} in a copy of the program's folder ({scratch.files} files) "
            f"to try the fixes; {good} of {len(run)} worked."
        )
    for trial in trials:
        if trial.verified is not True and (
            trial.proposal.patch.changes or trial.proposal.patch.fix.requirement
        ):
            found.append(f"Not verified: {trial.proposal.patch.fix.title}. {trial.reason}")
    return found


def command_text(target: Target) -> str:
    """The command that is run, as a person would type it."""
    if target.command:
        return shlex.join(target.command)
    words = ["-m", target.module] if target.module is not None else [target.program or ""]
    return shlex.join(["python", *words, *target.args])
