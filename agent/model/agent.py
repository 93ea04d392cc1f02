"""The Kaizen agent: a signature, a `BaseAgent`, and the strategy that asks our providers.

The strategy protocol is Kaizen's supported way to bring one's own model calls. Its built-in providers refuse
loopback addresses and hide errors, so they reach no local or in-house server.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kaizen.core.base_agent import BaseAgent
from kaizen.core.config import BaseAgentConfig
from kaizen.signatures import InputField, OutputField, Signature

from dataflow_debugger.agent.model import answers, prompting
from dataflow_debugger.agent.model.answers import Answer, Ask
from dataflow_debugger.agent.model.errors import REPAIRABLE, ModelError
from dataflow_debugger.agent.model.providers import Message, Provider

ROUNDS = 3


class DiagnoseFailure(Signature):  # type: ignore[misc]
    """Find the cause of a failed Kailash DataFlow program among candidates, and propose edits."""

    digest: str = InputField(description="the run's evidence in short, most telling first")
    candidates: str = InputField(description="candidate causes with what checks found")
    reason: str = OutputField(description="what in the digest decides")
    ranking: list = OutputField(description="candidate codes, likeliest first, or none")  # type: ignore[type-arg]
    cause: str = OutputField(description="the cause in one or two sentences")
    edits: list = OutputField(description="old block to new block, by file")  # type: ignore[type-arg]
    next_steps: list = OutputField(description="what to do where no edit is sure")  # type: ignore[type-arg]


@dataclass
class Asking:
    """Kaizen's execution strategy: ask, repair once, show what is asked for, at most three rounds.

    `look` answers a request to see more. `problem` says in words for the model what is wrong with an answer, or
    gives None. `shown` collects every request that was answered.
    """

    provider: Provider
    kind: type[Answer]
    look: Callable[[Ask], str]
    problem: Callable[[Answer], str | None]
    rounds: int = ROUNDS
    shown: list[tuple[Ask, str]] = field(default_factory=list)
    repaired: str | None = None

    def execute(self, agent: Any, inputs: dict[str, Any], **options: Any) -> dict[str, Any]:
        """The fields of a valid answer. Raises ModelError."""
        system = prompting.render("diagnose", tools=prompting.render("tools"))
        asked = prompting.render("failure", digest=inputs["digest"], candidates=inputs["candidates"])
        messages: list[Message] = [{"role": "user", "content": asked}]
        answer = self._answered(system, messages)
        for number in range(1, self.rounds + 1):
            # Small models ask for the same again and again; a second look would tell them nothing.
            known = [ask for ask, _ in self.shown]
            fresh = [ask for ask in answer.asks if ask not in known]
            if not fresh:
                break
            seen = [(ask, self.look(ask)) for ask in fresh]
            self.shown += seen
            more = "" if number < self.rounds else ", and leave asks empty"
            messages += [
                {"role": "assistant", "content": answer.model_dump_json()},
                {"role": "user", "content": _shown(seen, more)},
            ]
            answer = self._answered(system, messages)
        return answer.model_dump()

    def _answered(self, system: str, messages: list[Message]) -> Answer:
        """One valid answer; a first one that is not is sent back once in a session, with what is wrong."""
        schema = answers.schema(self.kind)
        text = ""
        try:
            text = self.provider.complete(system, messages, schema)
            return self._checked(text)
        except ModelError as error:
            if error.kind not in REPAIRABLE or self.repaired is not None:
                raise
            self.repaired = str(error)
        said = text[:600] or "(cut off)"
        repair = prompting.render("repair", problem=self.repaired)
        again: list[Message] = [
            *messages,
            {"role": "assistant", "content": said},
            {"role": "user", "content": repair},
        ]
        text = self.provider.complete(system, again, schema)
        return answers.read(text, self.kind)

    def _checked(self, text: str) -> Answer:
        answer = answers.read(text, self.kind)
        wrong = self.problem(answer) if not answer.asks else None
        if wrong is not None:
            raise ModelError("invalid", wrong)
        return answer


def _shown(seen: list[tuple[Ask, str]], more: str) -> str:
    return prompting.render("shown", shown="\n".join(text for _, text in seen), more=more)


def make(strategy: Asking) -> BaseAgent:
    """The agent. Errors of the strategy come out as they are, and nothing is logged or sent by Kaizen itself."""
    logging.getLogger("kaizen").setLevel(logging.ERROR)
    config = BaseAgentConfig(error_handling_enabled=False, logging_enabled=False, performance_enabled=False)
    return BaseAgent(config=config, signature=DiagnoseFailure(), strategy=strategy, mcp_servers=[])
