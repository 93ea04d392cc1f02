"""Which model is asked, and within which bounds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BUDGET = 1200
ANSWER = 400
TIMEOUT_S = 30.0
PROVIDERS = ("openai", "anthropic")
# A prompt without room for the failure itself would only cost.
BUDGET_MIN = 500


class WrongModel(ValueError):
    """The model's name cannot be used; the message is one sentence."""


@dataclass(frozen=True)
class Settings:
    """A chosen model. `budget` and `answer` are tokens in and out of one call, `timeout` seconds for all calls.

    A failure whose cause the checks confirm is shown to the model only with `always`. With `show` nothing is
    sent. `payload` is the file that keeps what was sent.
    """

    provider: str
    name: str
    base_url: str | None = None
    budget: int = BUDGET
    answer: int = ANSWER
    timeout: float = TIMEOUT_S
    always: bool = False
    show: bool = False
    include_values: bool = False
    payload: Path | None = None


def parse(text: str | None) -> tuple[str, str] | None:
    """Provider and name of `openai:NAME` or `anthropic:NAME`; None for `none`. Raises WrongModel."""
    if not text or text.strip().lower() == "none":
        return None
    provider, colon, name = text.strip().partition(":")
    if provider not in PROVIDERS or not colon or not name:
        raise WrongModel(f"The model {text!r} is not of the form none, openai:NAME or anthropic:NAME.")
    return provider, name
