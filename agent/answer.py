"""From evidence to the finished report: diagnose, make the fixes, try them, assemble."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from dataflow_debugger.agent import diagnosis, unended
from dataflow_debugger.agent.assembly import Assembly
from dataflow_debugger.agent.capture.redact import Redactor
from dataflow_debugger.agent.capture.secrets import of_process
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.fixes import build
from dataflow_debugger.agent.fixes.build import Patch
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.verify import DIAGNOSES
from dataflow_debugger.agent.loading import Loaded
from dataflow_debugger.agent.ranking import Weights
from dataflow_debugger.agent.report.schema import Report
from dataflow_debugger.agent.trying import Trials

if TYPE_CHECKING:
    from dataflow_debugger.agent.model.chat import Chat
    from dataflow_debugger.agent.model.settings import Settings


@dataclass(frozen=True)
class Answer:
    """The report, and the fixes of its first diagnosis as the report numbers them.

    Without a diagnosis they are what a model proposed; `sent` holds the requests to it, `chat` begins a
    conversation with it.
    """

    report: Report
    patches: tuple[Patch, ...] = ()
    sent: tuple[dict[str, Any], ...] = ()
    chat: Callable[[], Chat] | None = None


def answer(
    evidence: Evidence,
    loaded: Loaded,
    top: int,
    *,
    without: Sequence[str] = (),
    trials: Trials | None = None,
    run_seconds: float = 0.0,
    weights: Weights | None = None,
    model: Settings | None = None,
) -> Answer:
    """Answer one run; parts named in `without` (checks, dense, lexical, signals) are left out.

    `weights` stand in for those that are shipped. A `model` is asked where the checks leave the cause open.
    """

    def diagnose(one: Evidence, look_at_handled: bool = True) -> diagnosis.Outcome:
        return diagnosis.diagnose(
            one,
            loaded.knowledge,
            loaded.retriever,
            use_checks="checks" not in without,
            use_dense="dense" not in without,
            use_lexical="lexical" not in without,
            use_signals="signals" not in without,
            weights=weights,
            look_at_handled=look_at_handled,
        )

    project = Project.from_evidence(evidence)
    outcome = diagnose(evidence)
    notes = [*unended.note(evidence), *loaded.knowledge.problems, *outcome.notes]
    started = time.perf_counter()
    made = _patches(outcome, project, max(top, DIAGNOSES if trials else 0), notes)
    patched = time.perf_counter()
    asked = None
    if model is not None:
        from dataflow_debugger.agent.model.chat import conversation
        from dataflow_debugger.agent.model.consult import consult

        asked = consult(model, evidence, outcome, project, loaded, secret=_secret())
        outcome = asked.outcome
        notes += asked.notes
        if trials is not None and trials.level != "safe":
            made = asked.with_edits(made)
    consulted = time.perf_counter()
    if trials is not None:
        # What the mended program catches on purpose is no failure, unless that is what the first run was about.
        again = partial(diagnose, look_at_handled=outcome.of_handled)
        outcome, made = trials.run(evidence, outcome, made, again, run_seconds)
        notes += trials.notes
    if asked is not None:
        made = asked.with_edits(made)
    tried = time.perf_counter()
    fixes = {code: [patch.fix for patch in patches] for code, patches in made.items()}
    report = Assembly(evidence, project).report(outcome, fixes, top, notes)
    report.timings_ms = {
        "capture": evidence.capture_ms,
        "retrieval": outcome.timings_ms.get("retrieval", 0.0),
        "checks": outcome.timings_ms.get("checks", 0.0),
        "patch": (patched - started) * 1000,
        "model": asked.ms if asked else 0.0,
        "verify": (tried - consulted) * 1000 if trials else 0.0,
    }
    first = outcome.diagnoses[0].entry.code if outcome.diagnoses else ""
    patches = made.get(first, [])
    if asked is None or model is None:
        return Answer(report, tuple(patches))
    report.model = asked.use
    chat = partial(conversation, model, evidence, outcome, project, loaded)
    return Answer(report, tuple(patches if first else asked.patches), tuple(asked.sent), chat)


def _patches(
    outcome: diagnosis.Outcome, project: Project, top: int, notes: list[str]
) -> dict[str, list[Patch]]:
    """The fixes of the first diagnoses, by the code of their entry."""
    secret = _secret()
    found: dict[str, list[Patch]] = {}
    for one in outcome.diagnoses[:top]:
        made = found.setdefault(one.entry.code, [])
        for fix in one.entry.fixes:
            try:
                built = build.patches(fix, one.bindings, project, secret=secret)
                # Two fixes of an entry, a narrow and a wide one, may come to the same text.
                made += [
                    new for new in built if not new.changes or all(new.changes != old.changes for old in made)
                ]
            except Exception as error:
                notes.append(f"The fix '{fix.title}' could not be built ({type(error).__name__}: {error}).")
    return found


def _secret() -> Callable[[str], bool]:
    """Knows lines that must not be shown."""
    redactor = Redactor(of_process([]))
    return lambda line: redactor.source(line) != line
