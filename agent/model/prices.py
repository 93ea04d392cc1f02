"""What tokens cost, from the small dated table in `prices.yaml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("prices.yaml")
_MILLION = 1_000_000
_DATED = re.compile(r"-(?:\d{8}|\d{4}-\d{2}-\d{2}|latest)$")


@cache
def table() -> dict[str, Any]:
    """The table: `date` and, by provider and model, US dollars for a million tokens in and out."""
    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return data


def cost_usd(provider: str, name: str, input_tokens: int, output_tokens: int) -> float | None:
    """The cost in US dollars; None for a model that the table does not have.

    A dated name such as `gpt-4.1-2025-04-14` is priced as the model it is a release of.
    """
    listed: dict[str, list[float]] = table()["usd_per_million_tokens"].get(provider, {})
    price = listed.get(name) or listed.get(_DATED.sub("", name))
    if price is None:
        return None
    return round((input_tokens * price[0] + output_tokens * price[1]) / _MILLION, 6)
