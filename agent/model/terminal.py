"""What the command prints of a model at the terminal: the payload, and a conversation."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from dataflow_debugger.agent.model import chat, consult, errors
from dataflow_debugger.agent.report import output, text

NOTHING = "Nothing would be sent: the local answer is enough. --always-ask asks all the same."


def show_payload(sent: Sequence[dict[str, Any]]) -> None:
    """Print what would be sent to the model, and nothing else."""
    if sent:
        output.show(consult.payload_text(list(sent)))
    else:
        print(NOTHING, file=sys.stderr)


def converse(begin: Callable[[], chat.Chat]) -> None:
    """Answer questions until an empty line. Signs that could steer the terminal are made visible."""
    try:
        talk = begin()
    except errors.ModelError as error:
        print(f"There is no model to talk to: {error}.", file=sys.stderr)
        return
    print("\nAsk about this failure, the model answers; an empty line ends it.", file=sys.stderr)
    chat.talk(talk, lambda: input("? "), lambda line: output.show(f"{text.visible(line)}\n"))
