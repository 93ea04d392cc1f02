"""Why a model gave no usable answer. Each is one sentence for the user, and never the end of a session."""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "missing",
    "key",
    "timeout",
    "unreachable",
    "auth",
    "rate",
    "server",
    "http",
    "refusal",
    "truncated",
    "invalid",
]
# Failures that asking again, with what was wrong, may mend.
REPAIRABLE = frozenset({"truncated", "invalid"})


class ModelError(Exception):
    """The model could not be asked, or what came back cannot be used."""

    def __init__(self, kind: Kind, message: str) -> None:
        super().__init__(message)
        self.kind = kind
