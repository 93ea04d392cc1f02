"""Questions about one failure after its report, answered from the same digest and entries by the same provider."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from dataflow_debugger.agent.diagnosis import Outcome
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.loading import Loaded
from dataflow_debugger.agent.model import digest, gate, prompting
from dataflow_debugger.agent.model.answers import EDITS, STEPS, Edit
from dataflow_debugger.agent.model.errors import ModelError
from dataflow_debugger.agent.model.providers import Message, Provider, provider
from dataflow_debugger.agent.model.settings import Settings
from dataflow_debugger.agent.model.situation import Situation
from dataflow_debugger.agent.model.transport import Door

# Questions and answers that are sent along; older ones cost more than they tell.
REMEMBERED = 4
FIXES = 3
_MARKS = ("EDITS:", "NEXT:")
_EDITS = TypeAdapter(list[Edit])


@dataclass
class Chat:
    """A conversation. `ask` gives the lines of an answer, the last of them a patch or up to three next steps."""

    settings: Settings
    situation: Situation
    provider: Provider
    _told: list[Message] = field(default_factory=list)
    _system: str = ""

    def __post_init__(self) -> None:
        given = digest.build(self.situation, self.settings.budget // 2).text
        self._system = prompting.render("chat", digest=given, diagnosis=self._diagnosis())

    def ask(self, question: str) -> Iterator[str]:
        """The lines of the answer as they come. Raises ModelError."""
        self.provider.renew()
        asked: Message = {"role": "user", "content": question}
        said: list[str] = []
        ending: list[str] = []
        for line in _lines(self.provider.stream(self._system, [*self._told[-REMEMBERED * 2 :], asked])):
            said.append(line)
            if ending or line.lstrip().startswith(_MARKS):
                ending.append(line)
            elif line.strip():
                yield line.rstrip()
        self._told += [asked, {"role": "assistant", "content": "\n".join(said) or "-"}]
        yield ""
        yield from self._ended("\n".join(ending).strip())

    def _ended(self, ending: str) -> Iterator[str]:
        """The patch that the answer ends in, else its next steps, else those of the local answer."""
        if ending.startswith("EDITS:"):
            try:
                edits = _EDITS.validate_python(_first_list(ending))
                if edits:
                    found = gate.patch(
                        edits[:EDITS], self.situation.project, self.situation.placeholders, title="Patch"
                    )
                    yield (found.fix.diff or found.fix.rationale).rstrip("\n")
                    return
            except (ValueError, ValidationError):
                pass
            except gate.Refused as refusal:
                yield f"(The proposed edit was refused: {self.situation.placeholders.hide(str(refusal))}.)"
            ending = ending.partition("NEXT:")[2]
        steps = [line.strip().lstrip("-*0123456789. ") for line in ending.removeprefix("NEXT:").splitlines()]
        shown = [step for step in steps if step][:STEPS] or self._steps()
        yield "Next:"
        yield from (f"  - {step}" for step in shown)

    def _steps(self) -> list[str]:
        """What the local answer says to do."""
        for one in self.situation.outcome.diagnoses[:1]:
            first = [fix.title for fix in one.entry.fixes[: STEPS - 1]]
            return [*first, f"Read dataflow debug --explain {one.entry.code}"]
        return ["Run the program again with --symptom and say in your words what is wrong"]

    def _diagnosis(self) -> str:
        lines = []
        for one in self.situation.outcome.diagnoses[:2]:
            cause = " ".join(one.entry.cause.split())
            lines.append(f"{one.entry.code} {one.entry.title} [{one.status}]. {cause}")
            lines += [f"  fix: {fix.title}" for fix in one.entry.fixes[:FIXES]]
        return "\n".join(lines) or "none: no known cause fits"


def conversation(
    settings: Settings, evidence: Evidence, outcome: Outcome, project: Project, loaded: Loaded
) -> Chat:
    """A conversation about one failure. Raises ModelError when the provider cannot be had."""
    situation = Situation.of(evidence, outcome, project, loaded, values=settings.include_values)
    return Chat(settings, situation, provider(settings, Door(situation.placeholders)))


def talk(chat: Chat, read: Callable[[], str], write: Callable[[str], None]) -> None:
    """Answer questions until an empty line or the end of input. A model that fails ends nothing."""
    while True:
        try:
            question = read().strip()
        except EOFError:
            return
        if question in ("", "exit", "quit"):
            return
        try:
            for line in chat.ask(question):
                write(line)
        except ModelError as error:
            write(f"The model gave no answer: {chat.situation.placeholders.hide(str(error))}.")


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    held = ""
    for piece in pieces:
        *whole, held = (held + piece).split("\n")
        yield from whole
    if held:
        yield held


def _first_list(text: str) -> object:
    """The first JSON list in a text. Raises ValueError."""
    start = text.index("[")
    return json.JSONDecoder(strict=False).raw_decode(text[start:])[0]
