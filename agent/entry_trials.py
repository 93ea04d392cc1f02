"""The checks of entries over the evidence of a run, and how each entry comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from dataflow_debugger.agent import checks
from dataflow_debugger.agent.checks import Answer, Verdict
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.failure import Origin
from dataflow_debugger.knowledge_base.loader import KnowledgeBase
from dataflow_debugger.knowledge_base.schema import CheckUse, Entry
from dataflow_debugger.retrieval.query import Query
from dataflow_debugger.retrieval.retriever import Candidate
from dataflow_debugger.retrieval.signals import Signals, in_range

# Where a failure may come from that any workflow of the run began.
ANYWHERE = (Origin.NONE, Origin.SILENT, Origin.CONSEQUENCE)


@dataclass(frozen=True)
class Trial:
    """The checks of one entry as they came out. `dropped` says why the entry is out of the question."""

    entry: Entry
    answers: tuple[tuple[CheckUse, Verdict], ...]
    dropped: str | None = None

    @property
    def confirmed(self) -> bool:
        """Whether every confirm check holds and nothing speaks against the entry."""
        asked = [verdict for use, verdict in self.answers if use.role == "confirm"]
        return not self.dropped and bool(asked) and all(verdict.holds for verdict in asked)

    def of(self, role: str, answer: Answer) -> list[tuple[CheckUse, Verdict]]:
        """The checks of a role that answered so."""
        return [
            (use, verdict) for use, verdict in self.answers if use.role == role and verdict.answer is answer
        ]


def try_all(
    evidence: Evidence, kb: KnowledgeBase, query: Query, notes: list[str], origin: Origin
) -> dict[str, Trial]:
    """Every entry's checks. All of them, because a failure that raises nothing gives retrieval no words."""
    view = View(evidence)
    runner = Runner(view, notes)
    # Errors have a workflow of their own, but what goes wrong silently may have done so in any of the run.
    others = [Runner(one, notes) for one in _others(view)] if origin in ANYWHERE else []
    trials = {}
    for entry in kb:
        if in_range(entry.applies_to, query.versions) is False:
            trials[entry.code] = Trial(entry, (), "the installed versions are outside its range")
            continue
        trials[entry.code] = trial = runner.try_entry(entry)
        if entry.silent and not trial.confirmed:
            again = (other.try_entry(entry) for other in others)
            trials[entry.code] = next((one for one in again if one.confirmed), trial)
    return trials


def _others(view: View) -> list[View]:
    """The same evidence with each of the other workflows that ran; parsed sources are shared."""
    found = []
    for workflow in view.evidence.earlier:
        other = View(view.evidence.model_copy(update={"workflow": workflow}))
        other.__dict__.update(sources=view.sources, node_sites=view.node_sites, wires=view.wires)
        found.append(other)
    return found


def untried(
    kb: KnowledgeBase, query: Query, found: list[Candidate], signals: Mapping[str, Signals]
) -> dict[str, Trial]:
    codes = {item.code for item in found} | {code for code, signal in signals.items() if signal.named}
    return {
        entry.code: Trial(entry, ())
        for entry in kb
        if entry.code in codes and in_range(entry.applies_to, query.versions) is not False
    }


class Runner:
    """Runs checks over one view; a check that several entries use with the same arguments runs once."""

    def __init__(self, view: View, notes: list[str]) -> None:
        self._view = view
        self._notes = notes
        self._checks = checks.registered()
        self._known: dict[str, Verdict] = {}

    def try_entry(self, entry: Entry) -> Trial:
        answers: list[tuple[CheckUse, Verdict]] = []
        # What can drop the entry comes first, so that the rest need not run.
        for use in sorted(entry.checks, key=lambda item: item.role == "support"):
            verdict = self._run(use)
            answers.append((use, verdict))
            if use.role == "confirm" and verdict.answer is Answer.FAILS:
                return Trial(entry, tuple(answers), f"{use.name} does not hold")
            if use.role == "refute" and verdict.holds:
                return Trial(entry, tuple(answers), f"{use.name} holds")
        return Trial(entry, tuple(answers))

    def _run(self, use: CheckUse) -> Verdict:
        key = use.name + json.dumps(use.with_, sort_keys=True, default=str)
        if key not in self._known:
            self._known[key] = self._fresh(use)
        return self._known[key]

    def _fresh(self, use: CheckUse) -> Verdict:
        function = self._checks.get(use.name)
        if function is None:
            self._note(f"There is no check named {use.name!r}.")
            return checks.UNKNOWN
        try:
            return function(self._view, **use.with_)
        except Exception as error:
            self._note(f"The check {use.name!r} failed with {type(error).__name__}: {error}.")
            return checks.UNKNOWN

    def _note(self, text: str) -> None:
        if text not in self._notes:
            self._notes.append(text)
