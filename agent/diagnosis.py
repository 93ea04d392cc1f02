"""Candidates and checks in, ranked diagnoses out."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any, Literal

from dataflow_debugger.agent import swallowed
from dataflow_debugger.agent.checks import Answer, Claim
from dataflow_debugger.agent.entry_trials import Trial, try_all, untried
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.failure import Failure, Origin, build_query, find_failure
from dataflow_debugger.agent.handled import surfaced, without_handled
from dataflow_debugger.agent.ranking import Weights, exclusive, shipped
from dataflow_debugger.knowledge_base.loader import KnowledgeBase
from dataflow_debugger.knowledge_base.plain import plain_message
from dataflow_debugger.knowledge_base.schema import CheckUse, Entry
from dataflow_debugger.retrieval.query import Query
from dataflow_debugger.retrieval.retriever import Candidate, Retriever
from dataflow_debugger.retrieval.signals import Signals

Status = Literal["confirmed", "likely", "possible"]
CLAIMS_IN_CAUSE = 2
# Of a failure that raised nothing, an entry with undecided checks is worth naming when it ranks this high.
POSSIBLE_RANK = 3
# Checks whose claims stand at the failing line because they are about the failure itself.
_PLACED_BY_FAILURE = frozenset({"exception_matches", "text_matches", "log_matches", "warning_matches"})
# The check of entries for which nothing but the user's own words speaks.
_EXPECTATION = "symptom_given"
_ORDER = {"confirmed": 0, "likely": 1, "possible": 2}


@dataclass(frozen=True)
class Diagnosis:
    """An entry that may be the cause. `bindings` are for its fixes, `features` for the ranking model."""

    entry: Entry
    status: Status
    confidence: float
    claims: tuple[Claim, ...]
    bindings: dict[str, Any]
    cause: str
    features: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """The whole answer: what failed, the diagnoses best first, and how every entry fared."""

    status: Literal["diagnosed", "undiagnosed", "no_failure"]
    failure: Failure
    diagnoses: tuple[Diagnosis, ...]
    notes: tuple[str, ...] = ()
    trials: Mapping[str, Trial] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    of_handled: bool = False


def diagnose(
    evidence: Evidence,
    kb: KnowledgeBase,
    retriever: Retriever,
    *,
    use_checks: bool = True,
    use_dense: bool = True,
    use_lexical: bool = True,
    use_signals: bool = True,
    weights: Weights | None = None,
    look_at_handled: bool = True,
) -> Outcome:
    """The causes that the evidence speaks for, best first. The switches turn parts off for measurements.

    With `look_at_handled` an error that the program caught on purpose is looked at where a symptom is given and
    nothing else explains it; `of_handled` tells that this was so.
    """
    switches = _Switches(use_checks, use_dense, use_lexical, use_signals, weights or shipped())
    evidence = swallowed.with_swallowed(surfaced(evidence))
    rest = without_handled(evidence)
    outcome = _diagnose(rest, kb, retriever, switches)
    if rest is evidence or not evidence.symptom or not look_at_handled:
        return outcome
    if outcome.diagnoses and outcome.diagnoses[0].status == "confirmed":
        return outcome
    # What the user describes may be the very thing that the program caught without looking at it.
    found = _diagnose(without_handled(evidence, only_meant=True), kb, retriever, switches)
    return replace(found, of_handled=True)


@dataclass(frozen=True)
class _Switches:
    checks: bool
    dense: bool
    lexical: bool
    signals: bool
    weights: Weights


def _diagnose(evidence: Evidence, kb: KnowledgeBase, retriever: Retriever, use: _Switches) -> Outcome:
    started = time.perf_counter()
    failure = find_failure(evidence)
    query = build_query(evidence)
    found = retriever.search(query, use_dense=use.dense, use_lexical=use.lexical)
    signals = retriever.signals(query) if use.signals else {}
    after_retrieval = time.perf_counter()
    notes = [*retriever.notes, *filter(None, [swallowed.note(evidence)])]
    if use.checks:
        trials = try_all(evidence, kb, query, notes, failure.origin)
    else:
        trials = untried(kb, query, found, signals)
    context = _Context(
        failure, query, {item.code: item for item in found}, signals, use.checks, bool(evidence.source)
    )
    diagnoses = _ranked([trial for trial in trials.values() if not trial.dropped], context, use.weights)
    done = time.perf_counter()
    status: Literal["diagnosed", "undiagnosed", "no_failure"] = "diagnosed"
    if not diagnoses:
        status = "undiagnosed" if failure.failed else "no_failure"
    return Outcome(
        status,
        failure,
        tuple(diagnoses),
        tuple(notes),
        trials,
        tuple(found),
        {"retrieval": (after_retrieval - started) * 1000, "checks": (done - after_retrieval) * 1000},
    )


_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_WORD = re.compile(r"[A-Za-z]{3}")


@dataclass(frozen=True)
class _Context:
    failure: Failure
    query: Query
    candidates: Mapping[str, Candidate]
    signals: Mapping[str, Signals]
    use_checks: bool
    # Whether the user's sources are known; of a pasted traceback they are not.
    whole: bool

    def undecided(self, trial: Trial) -> list[CheckUse]:
        """The checks that the verdict still hangs on.

        Where the run itself was seen, a refuting check that finds nothing to look at refutes nothing.
        """
        roles = ("confirm",) if self.whole else ("confirm", "refute")
        return [use for role in roles for use, _ in trial.of(role, Answer.UNKNOWN)]

    def signals_of(self, entry: Entry) -> Signals:
        return self.signals.get(entry.code, Signals())


def _ranked(trials: list[Trial], context: _Context, weights: Weights) -> list[Diagnosis]:
    kept = []
    for trial in trials:
        status = _status(trial, context)
        if status is not None and _eligible(trial, status, context):
            kept.append((trial, status, _features(trial, status, context)))
    raws = [weights.raw(features) for _, _, features in kept]
    found = []
    for number, (trial, status, features) in enumerate(kept):
        others = raws[:number] + raws[number + 1 :]
        confidence = weights.confidence(raws[number], others)
        if context.use_checks and status != "confirmed" and confidence < weights.floor:
            continue
        claims, bindings = _shown(trial)
        cause = " ".join(trial.entry.cause.split())
        found.append(
            (raws[number], Diagnosis(trial.entry, status, confidence, claims, bindings, cause, features))
        )
    found.sort(key=lambda pair: (_ORDER[pair[1].status], -pair[0], pair[1].entry.code))
    diagnoses = [diagnosis for _, diagnosis in found]
    if not context.failure.silent:
        shares = exclusive([diagnosis.confidence for diagnosis in diagnoses])
        diagnoses = [replace(one, confidence=share) for one, share in zip(diagnoses, shares, strict=True)]
    if diagnoses:
        diagnoses[0] = replace(diagnoses[0], cause=_concrete(diagnoses[0]))
    return diagnoses


def _status(trial: Trial, context: _Context) -> Status | None:
    """How sure the checks and signals are; None when nothing but resemblance speaks for the entry."""
    if not context.use_checks:
        return "possible"
    holding = trial.of("confirm", Answer.HOLDS)
    if holding and not context.undecided(trial):
        return "confirmed"
    signals = context.signals_of(trial.entry)
    # A type alone tells little of an entry that also says which messages to expect.
    if signals.message is not None or (signals.exception and not trial.entry.symptoms.messages):
        return "likely"
    candidate = context.candidates.get(trial.entry.code)
    near = candidate is not None and candidate.rank <= POSSIBLE_RANK
    if signals.error_code or (context.failure.silent and near and holding):
        return "possible"
    return None


def _eligible(trial: Trial, status: Status, context: _Context) -> bool:
    """Whether the entry may be named for a failure of this origin."""
    entry, origin = trial.entry, context.failure.origin
    if not context.use_checks:
        return origin is not Origin.NONE
    if origin is Origin.NONE:
        return status == "confirmed" and (entry.silent or entry.severity == "warning")
    if origin is Origin.SYSTEM:
        return status == "confirmed" and _at_failure(trial, context.failure)
    if origin is Origin.FOREIGN:
        signals = context.signals_of(entry)
        told = (
            signals.exception or _message_of_failure(signals, context) or _at_failure(trial, context.failure)
        )
        return status == "confirmed" and told
    if origin is Origin.FRAMEWORK and any(use.confirm == _EXPECTATION for use in entry.checks):
        # What was raised has a cause of its own, whatever else the user's words may fit.
        signals = context.signals_of(entry)
        return signals.message is not None or signals.exception
    if origin is Origin.CONSEQUENCE and status != "confirmed":
        # Errors such as KeyError have countless causes: where the run was seen, something of it must fit.
        # A pasted traceback shows no run, but its message has to say more than a key.
        tells = (
            bool(trial.of("confirm", Answer.HOLDS)) if context.whole else _says_more(context.failure.message)
        )
        return tells and _message_of_failure(context.signals_of(entry), context)
    return True


def _says_more(message: str) -> bool:
    """Whether a message has words of its own besides what it quotes."""
    return bool(_WORD.search(_QUOTED.sub("", message)))


def _message_of_failure(signals: Signals, context: _Context) -> bool:
    return signals.message is not None and context.failure.message in signals.message


def _features(trial: Trial, status: Status, context: _Context) -> dict[str, float]:
    entry = trial.entry
    signals = context.signals_of(entry)
    candidate = context.candidates.get(entry.code)
    best = max((item.lexical for item in context.candidates.values()), default=0.0)
    undecided = len(context.undecided(trial))
    asked = undecided + len(trial.of("confirm", Answer.HOLDS))
    return {
        "confirmed": float(status == "confirmed"),
        "confirm_weight": min(5.0, sum(use.weight for use, _ in trial.of("confirm", Answer.HOLDS))),
        "support_weight": min(3.0, sum(use.weight for use, _ in trial.of("support", Answer.HOLDS))),
        "unknown_share": undecided / asked if asked else 1.0,
        "message": float(signals.message is not None),
        "message_detail": _detail(signals),
        "exception": float(signals.exception),
        "common_type": float(signals.common_type),
        "error_code": float(signals.error_code),
        "node_type": float(signals.node_type),
        "version_bound": float(signals.version_bound),
        "fused": candidate.score if candidate else 0.0,
        "first": float(candidate is not None and candidate.rank == 1),
        "dense": max(0.0, candidate.dense) if candidate else 0.0,
        "lexical": candidate.lexical / best if candidate and best else 0.0,
        "at_failure": float(_at_failure(trial, context.failure)),
        "quiet_entry": float(entry.silent and not context.failure.silent),
        "warning": float(entry.severity == "warning" and context.failure.failed),
    }


def _detail(signals: Signals) -> float:
    """The share of the matched message that the pattern spells out."""
    if signals.message is None or signals.pattern is None:
        return 0.0
    return min(1.0, len(plain_message(signals.pattern)) / max(1, len(signals.message)))


def _at_failure(trial: Trial, failure: Failure) -> bool:
    """Whether a claim points at the line or the node that failed."""
    for use, verdict in trial.of("confirm", Answer.HOLDS):
        if use.name in _PLACED_BY_FAILURE:
            continue
        for claim in verdict.claims:
            if failure.node is not None and claim.node == failure.node:
                return True
            frame = failure.frame
            if frame and claim.file and claim.line == frame.line and _same_file(claim.file, frame.file):
                return True
    return False


def _same_file(one: str, other: str) -> bool:
    """Whether two paths of the evidence, either of which may be relative, name one file."""
    shorter, longer = sorted((PurePath(one).parts, PurePath(other).parts), key=len)
    return longer[len(longer) - len(shorter) :] == shorter


def _shown(trial: Trial) -> tuple[tuple[Claim, ...], dict[str, Any]]:
    """The claims to show and the bindings for the fixes.

    Of two checks that bind a name the later wins, and a confirm check always wins over a support check. What
    one check bound also stands under the check's own name.
    """
    claims: list[Claim] = []
    bindings: dict[str, Any] = {}
    by_check: dict[str, Any] = {}
    for role in ("support", "confirm"):
        for use, verdict in trial.of(role, Answer.HOLDS):
            bindings.update(verdict.bindings)
            by_check[use.name] = dict(verdict.bindings)
    if any(bindings.get(name) != place for name, place in _place(bindings, by_check).items()):
        # Another check has named the place, so the further ones are not its own.
        del bindings["elsewhere"]
    for role in ("confirm", "support"):
        for _, verdict in trial.of(role, Answer.HOLDS):
            claims += [claim for claim in verdict.claims if claim not in claims]
    return tuple(claims), {**by_check, **bindings}


def _place(bindings: dict[str, Any], by_check: dict[str, Any]) -> dict[str, Any]:
    """The place named by the check to which the binding `elsewhere` belongs; nothing where there is none."""
    elsewhere = bindings.get("elsewhere")
    bound: dict[str, Any] = next(
        (one for one in by_check.values() if elsewhere and one.get("elsewhere") is elsewhere), {}
    )
    return {name: bound[name] for name in ("file", "line", "node") if name in bound}


def _concrete(diagnosis: Diagnosis) -> str:
    """The entry's cause followed by what shows it in this program."""
    shown = [claim.claim.strip() for claim in diagnosis.claims[:CLAIMS_IN_CAUSE]]
    if not shown:
        return diagnosis.cause
    sentences = " ".join(text if text.endswith((".", "!", "?")) else text + "." for text in shown)
    return f"{diagnosis.cause} In this program: {sentences}"
