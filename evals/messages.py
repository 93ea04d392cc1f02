"""Messages that several causes print: which causes share one, and whether each came first in its own run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dataflow_debugger.evals.examples import ExampleOutcome
from dataflow_debugger.knowledge_base.plain import plain_message


@dataclass(frozen=True)
class Shared:
    """A message as the knowledge base spells it, and the rank of each cause whose failing program printed it.

    A rank of None says that the program was not diagnosed as its own cause at all.
    """

    message: str
    causes: tuple[tuple[str, int | None], ...]

    @property
    def confused(self) -> list[str]:
        """The causes that another one came before."""
        return [code for code, rank in self.causes if rank != 1]


def shared(outcomes: Iterable[ExampleOutcome]) -> list[Shared]:
    """The messages with two causes or more, those with most causes first.

    Two patterns that the same programs print are one message; the longer stands for both.
    """
    printed: dict[str, dict[str, int | None]] = {}
    for outcome in outcomes:
        for pattern in outcome.patterns:
            printed.setdefault(pattern, {}).setdefault(outcome.code, outcome.rank)
    by_causes: dict[tuple[tuple[str, int | None], ...], str] = {}
    for pattern, causes in printed.items():
        if len(causes) > 1:
            key, text = tuple(sorted(causes.items())), plain_message(pattern)
            by_causes[key] = max(by_causes.get(key, ""), text, key=len)
    found = [Shared(text, causes) for causes, text in by_causes.items()]
    return sorted(found, key=lambda item: (-len(item.causes), item.message))


def summary(outcomes: Iterable[ExampleOutcome]) -> list[str]:
    """The figures as lines: messages with several causes, and confusions over all failing programs."""
    ran = [outcome for outcome in outcomes if outcome.top]
    messages = shared(ran)
    causes = {code for item in messages for code, _ in item.causes}
    confused = sorted({code for item in messages for code in item.confused})
    wrong = [outcome for outcome in ran if outcome.rank != 1]
    absent = [outcome for outcome in ran if outcome.rank is None or outcome.rank > 3]
    lines = [
        f"{len(messages)} messages have several causes, {len(causes)} causes in all; "
        f"not first for its message: {', '.join(confused) or 'none'}",
    ]
    if ran:
        lines.append(
            f"of {len(ran)} failing programs another cause came first in {len(wrong)} "
            f"({100 * len(wrong) / len(ran):.1f} %), the right one was not among three in {len(absent)}"
        )
    return lines


def table(outcomes: Iterable[ExampleOutcome]) -> str:
    """The page of shared messages as Markdown."""
    rows = [
        f"| {item.message.replace('|', ' ')[:140]} | {', '.join(code for code, _ in item.causes)} |"
        for item in shared(outcomes)
    ]
    head = [
        "# Messages with several causes",
        "",
        "What DataFlow prints often fits several causes. Each of these was run side by side; the evidence, not",
        "the message, tells them apart. Written by `python tools/try_entry.py --all --messages docs/messages.md`,",
        "which fails when a cause does not come first in its own run.",
        "",
        "| message | causes |",
        "|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"
