"""Puts the answer of a diagnosis together as `report/1`."""

from __future__ import annotations

from dataflow_debugger import __version__
from dataflow_debugger.agent import diagnosis
from dataflow_debugger.agent.checks import Claim
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.failure import Failure as Found
from dataflow_debugger.agent.failure import Origin, find_failure
from dataflow_debugger.agent.fixes.build import filled
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.report.schema import (
    Diagnosis,
    EvidenceClaim,
    Failure,
    Location,
    Program,
    Report,
    ReportFix,
)

AROUND = 1
MESSAGE_MAX = 4000
ORIGINS = {
    Origin.FRAMEWORK: (
        "It came out of Kailash, DataFlow or a driver below them, but nothing in the evidence singles out "
        "one of the known causes."
    ),
    Origin.CONSEQUENCE: (
        "It was raised by the program's own code. That may follow from what DataFlow returned, but nothing "
        "in the evidence shows it."
    ),
    Origin.FOREIGN: (
        "It was raised by code that has nothing to do with DataFlow; neither DataFlow nor Kailash took part."
    ),
    Origin.SYSTEM: (
        "The operating system reported it, of a file or a connection that neither DataFlow nor a driver asked for."
    ),
    Origin.SILENT: "Nothing was raised, and nothing in the evidence singles out one of the known causes.",
}
FINISHED = "The program finished, and nothing points to a failure."


class Assembly:
    """One run's evidence as the report shows it: paths from the program's folder, the user's own lines."""

    def __init__(self, evidence: Evidence, project: Project) -> None:
        self._evidence = evidence
        self._project = project
        self._view = View(evidence)

    def report(
        self, outcome: diagnosis.Outcome, fixes: dict[str, list[ReportFix]], top: int, notes: list[str]
    ) -> Report:
        """The finished report; `fixes` are by the code of their entry."""
        shown = [
            self._diagnosis(rank, one, fixes.get(one.entry.code, []))
            for rank, one in enumerate(outcome.diagnoses[:top], 1)
        ]
        failure = self.failure(outcome.failure, shown) if outcome.status != "no_failure" else None
        return Report(
            schema="report/1",
            tool_version=__version__,
            status=outcome.status,
            program=self.program(),
            failure=failure,
            diagnoses=shown,
            explanation=explain(outcome, failure, shown),
            notes=notes,
        )

    def without_answer(self, reason: str) -> Report:
        """The failure alone, for when the diagnosis itself broke."""
        found = find_failure(self._evidence)
        failure = self.failure(found, []) if found.failed else None
        said = _what_failed(failure) if failure else "The program was run."
        return Report(
            schema="report/1",
            tool_version=__version__,
            status="undiagnosed" if failure else "no_failure",
            program=self.program(),
            failure=failure,
            explanation=f"{said} It could not be diagnosed, because the debugger itself failed.",
            notes=[reason],
        )

    def program(self) -> Program:
        """What was run, and the folder that paths start at."""
        return Program(command=list(self._evidence.program.argv), folder=str(self._project.root))

    def failure(self, found: Found, shown: list[Diagnosis]) -> Failure:
        """What failed, at the user's own line."""
        return Failure(
            type=found.type or None,
            message=found.message[:MESSAGE_MAX],
            at=self._place(found, shown),
            node=found.node,
            silent=found.silent,
        )

    def _place(self, found: Found, shown: list[Diagnosis]) -> Location | None:
        """The deepest frame of the user's; where nothing was raised, the line that the evidence points at."""
        if found.frame is not None:
            file, line, function = found.frame.file, found.frame.line, found.frame.function
            return self._location(file, line, function.rpartition(".<locals>.")[2] or function)
        if found.type is not None:
            return None
        places: list[tuple[str | None, int | None]] = [
            self._view.at(warning.at)
            for warning in self._evidence.warnings
            if "never awaited" in warning.message
        ]
        places.append(self._view.place_of_node(found.node))
        places += [self._view.at(call.at) for call in self._evidence.calls if not call.ok]
        places += [(claim.file, claim.line) for one in shown[:1] for claim in one.evidence]
        known = ((file, line) for file, line in places if file and line and self._code(file, line))
        file_line = next(known, None)
        return self._location(*file_line) if file_line else None

    def _location(self, file: str, line: int, function: str = "") -> Location:
        return Location(file=self._file(file), line=line, function=function, code=self._code(file, line))

    def _code(self, file: str, line: int) -> list[tuple[int, str]]:
        """The user's line and its neighbours, from the source or from a frame's excerpt."""
        source = self._view.source(file)
        if source is not None:
            known = dict(enumerate(source.lines, 1))
        else:
            frames = (frame for frame in self._view.user_frames if (frame.file, frame.line) == (file, line))
            known = dict(next((frame.code for frame in frames), []))
        around = range(line - AROUND, line + AROUND + 1)
        code = [(number, known[number].rstrip()) for number in around if number in known]
        return [(number, text) for number, text in code if text or number == line]

    def _diagnosis(self, rank: int, one: diagnosis.Diagnosis, fixes: list[ReportFix]) -> Diagnosis:
        return Diagnosis(
            rank=rank,
            entry=one.entry.code,
            title=filled(one.entry.title, one.bindings),
            cause=filled(" ".join(one.entry.cause.split()), one.bindings),
            status=one.status,
            confidence=round(min(1.0, max(0.0, one.confidence)), 4),
            evidence=[self._claim(claim) for claim in one.claims],
            fixes=fixes,
            references=list(one.entry.references),
        )

    def _claim(self, claim: Claim) -> EvidenceClaim:
        return EvidenceClaim(
            claim=claim.claim,
            file=self._file(claim.file) if claim.file else None,
            line=claim.line,
            node=claim.node,
            value=claim.value,
            code=self._view.line_text(claim.file, claim.line),
        )

    def _file(self, file: str) -> str:
        return self._project.find(file) or file


def explain(outcome: diagnosis.Outcome, failure: Failure | None, shown: list[Diagnosis]) -> str:
    """One paragraph for people: what failed, why, and what mends it."""
    if failure is None:
        return FINISHED
    if not shown:
        # The message is left out: whoever reads this has just read it.
        said = _what_failed(failure, message=False)
        return f"{said} {ORIGINS.get(outcome.failure.origin, '')}".strip()
    said = _what_failed(failure)
    first = shown[0]
    lead = {"confirmed": "The cause", "likely": "The likely cause", "possible": "A possible cause"}[
        first.status
    ]
    top = outcome.diagnoses[0]
    mend = f" What mends it: {_sentence(first.fixes[0].title)}" if first.fixes else ""
    return f"{said} {lead}: {_sentence(first.title)} {_sentence(filled(top.cause, top.bindings))}{mend}"


def _what_failed(failure: Failure, *, message: bool = True) -> str:
    at = failure.at
    place = f" at {at.file}, line {at.line}" if at else ""
    inside = f", in {at.function}" if at and at.function and not at.function.startswith("<") else ""
    node = f", in node '{failure.node}'" if failure.node else ""
    if failure.silent:
        return f"{_sentence(_first_line(failure.message) or 'Nothing was raised')}"
    name = (failure.type or "An error").rsplit(".", 1)[-1]
    told = _first_line(failure.message) if message else ""
    return _sentence(f"{name} was raised{place}{inside}{node}" + (f": {told}" if told else ""))


def _first_line(text: str) -> str:
    line = text.strip().partition("\n")[0]
    return line if len(line) <= 300 else f"{line[:300].rstrip()} …"


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
