"""Asking a model about one failure: from the settings to what the report gains. It never raises.

Whatever goes wrong with a model costs one line in the report; the local answer stands.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dataflow_debugger.agent.diagnosis import Outcome
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.fixes.build import Patch
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.loading import Loaded
from dataflow_debugger.agent.model import digest, gate, merge, prices, prompting, providers, tools
from dataflow_debugger.agent.model.answers import NONE, Answer, answer_type, schema
from dataflow_debugger.agent.model.errors import ModelError
from dataflow_debugger.agent.model.settings import Settings
from dataflow_debugger.agent.model.situation import Situation
from dataflow_debugger.agent.model.transport import Door, NothingSent
from dataflow_debugger.agent.report.schema import ModelOpinion, ModelTool, ModelUse

STANDS = "the local answer stands"
# What the failure itself must have, whatever the prompt takes.
DIGEST_MIN = 200
EXCERPT = 300


@dataclass
class Consultation:
    """What came of asking. `outcome` is the merged one; `patches` belong to `code`, or to no entry."""

    outcome: Outcome
    use: ModelUse | None = None
    patches: list[Patch] = field(default_factory=list)
    code: str | None = None
    notes: list[str] = field(default_factory=list)
    sent: list[dict[str, Any]] = field(default_factory=list)
    ms: float = 0.0

    def with_edits(self, made: dict[str, list[Patch]]) -> dict[str, list[Patch]]:
        """Fixes by the code of their entry, the model's edits behind ours unless they stand there already.

        What a model wrote may come from a hostile text, so only a person's word runs it: it is tried with
        `--verify=unsafe` and shown without a trial otherwise.
        """
        if self.code is None:
            return made
        listed = made.get(self.code, [])
        known = [patch.changes for patch in listed]
        return {**made, self.code: listed + [one for one in self.patches if one.changes not in known]}


def consult(
    settings: Settings,
    evidence: Evidence,
    outcome: Outcome,
    project: Project,
    loaded: Loaded,
    *,
    secret: Callable[[str], bool] = lambda line: False,
) -> Consultation:
    """Ask the model where it may add something; `secret` knows lines that a diff must not show."""
    found = Consultation(outcome)
    if not (merge.worth_asking(outcome) or (settings.always and outcome.failure.failed)):
        return found
    started = time.perf_counter()
    try:
        situation = Situation.of(evidence, outcome, project, loaded, values=settings.include_values)
        _Asked(settings, situation, found, secret).run()
    except Exception as error:
        # A fault of ours in here must cost no more than a fault of the server.
        reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        reason = " ".join(reason.split())[:EXCERPT]
        found.notes.append(f"The model was not used: {reason}; {STANDS}.")
        if found.use is not None:
            found.use.failed = reason
    found.ms = (time.perf_counter() - started) * 1000
    return found


@dataclass
class _Asked:
    """One consultation under way."""

    settings: Settings
    situation: Situation
    found: Consultation
    secret: Callable[[str], bool]

    def run(self) -> None:
        door = Door(self.situation.placeholders, dry=self.settings.show)
        self.found.sent = door.sent
        self.found.use = use = ModelUse(provider=self.settings.provider, name=self.settings.name)
        provider = None
        try:
            provider = providers.provider(self.settings, door)
            answer, asked = self._answer(provider)
            use.tools = [
                ModelTool(tool=ask.tool, what=ask.what, shown=shown[:EXCERPT]) for ask, shown in asked.shown
            ]
            self._take(answer)
        except NothingSent:
            pass
        except ModelError as error:
            reason = self.situation.placeholders.hide(str(error))
            use.failed = reason
            self.found.notes.append(f"The model {self.settings.name} was no help: {reason}; {STANDS}.")
        finally:
            if provider is not None:
                self._count(provider.usage)
                provider.close()
            self._keep()

    def _answer(self, provider: Any) -> tuple[Answer, Any]:
        from dataflow_debugger.agent.model import agent

        kind = answer_type(self.situation.candidates())
        strategy = agent.Asking(
            provider, kind, look=lambda ask: tools.answer(ask, self.situation), problem=self._problem
        )
        given = self._digest(kind)
        result = agent.make(strategy).run(digest=given.text, candidates=digest.candidates(self.situation))
        assert self.found.use is not None
        self.found.use.left_out = list(given.left_out)
        return Answer.model_validate({name: result[name] for name in Answer.model_fields}), strategy

    def _digest(self, kind: type[Answer]) -> digest.Digest:
        system = prompting.render("diagnose", tools=prompting.render("tools"))
        fixed = digest.tokens(system) + digest.tokens(digest.candidates(self.situation)) + 30
        if self.settings.provider == "anthropic":
            # There the schema is read by the model as a tool; elsewhere the server holds it back.
            fixed += digest.tokens(json.dumps(schema(kind)))
        return digest.build(self.situation, max(DIGEST_MIN, self.settings.budget - fixed))

    def _problem(self, answer: Answer) -> str | None:
        """Why the edits of an answer cannot be taken, or None."""
        try:
            self._patch(answer)
        except gate.Refused as refusal:
            return self.situation.placeholders.hide(str(refusal))
        return None

    def _patch(self, answer: Answer) -> Patch | None:
        if not answer.edits:
            return None
        return gate.patch(
            answer.edits,
            self.situation.project,
            self.situation.placeholders,
            title=f"Edit proposed by {self.settings.name}",
            rationale=" ".join(answer.cause.split()),
            secret=self.secret,
        )

    def _take(self, answer: Answer) -> None:
        """What the answer may change: the order of what is undecided, an opinion, a patch at the end."""
        assert self.found.use is not None
        ranking = list(dict.fromkeys(answer.ranking))
        self.found.outcome = merge.merged(self.found.outcome, ranking)
        hide = self.situation.placeholders.hide
        self.found.use.opinion = ModelOpinion(
            reason=hide(answer.reason),
            ranking=ranking,
            cause=hide(answer.cause),
            next_steps=[hide(step) for step in answer.next_steps],
        )
        try:
            patch = self._patch(answer)
        except gate.Refused as refusal:
            self.found.notes.append(f"An edit that the model proposed was refused: {hide(str(refusal))}.")
            return
        if patch is not None:
            shown = {one.entry.code for one in self.found.outcome.diagnoses}
            first = next((code for code in ranking if code != NONE), None)
            self.found.code = first if first in shown else None
            self.found.patches = [patch]
            if self.found.code is None:
                self.found.use.opinion.fixes = [patch.fix]

    def _count(self, usage: providers.Usage) -> None:
        assert self.found.use is not None
        use, settings = self.found.use, self.settings
        use.calls, use.input_tokens, use.output_tokens = usage.calls, usage.input_tokens, usage.output_tokens
        if settings.base_url is None:
            use.cost_usd = prices.cost_usd(
                settings.provider, settings.name, usage.input_tokens, usage.output_tokens
            )

    def _keep(self) -> None:
        """Keep what was sent beside the report."""
        path = self.settings.payload
        if path is None or not self.found.sent or self.settings.show:
            return
        try:
            write_payload(self.found.sent, path)
        except OSError as error:
            self.found.notes.append(f"What was sent could not be kept in {path}: {error.strerror or error}.")
            return
        assert self.found.use is not None
        self.found.use.payload = str(path)


def write_payload(sent: list[dict[str, Any]], path: Path) -> None:
    """Write requests as JSON. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A link that lies there is not followed, and only the user may read what was sent.
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(payload_text(sent))


def payload_text(sent: list[dict[str, Any]]) -> str:
    """Requests as they were, or would be, sent."""
    return json.dumps(sent, indent=2, ensure_ascii=False) + "\n"
