"""Which field the argument of a statement (`$2` in the driver's message) belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks.payloads import Payload, fields_of
from dataflow_debugger.agent.checks.shapes import length
from dataflow_debugger.agent.checks.view import View

ARGUMENT = re.compile(r"query argument \$(\d+)")
# Operators that compare with no value of their own.
_WITHOUT_VALUE = ("$null", "$exists")


def field_of_argument(view: View, payload: Payload, number: int) -> str | None:
    """The field whose value is that argument (from 1); None where the payload has no so many.

    A create has the model's order, a filter the given one with the values of its operators, and an update the
    given fields and then the id.
    """
    if payload.role == "filter" and payload.operation in ("update", "bulk_update"):
        # What the filter compares with comes after the new values, which are another payload.
        return None
    if payload.role == "filter":
        names = list(_compared(payload.keys))
    elif payload.operation == "create":
        names = [name for name in fields_of(view, payload.model) or {} if name in payload.keys]
    else:
        names = [name for name in payload.keys if name != "id"]
        names += ["id"] if payload.operation == "update" else []
    return names[number - 1] if 0 < number <= len(names) else None


def _compared(keys: dict[str, Any]) -> Iterator[str]:
    """The names of a filter, each as often as it has values."""
    for name, shape in keys.items():
        operators = shape if isinstance(shape, dict) else {"$eq": shape}
        for operator, value in operators.items():
            if operator in _WITHOUT_VALUE or value == "<None>":
                continue
            yield from [name] * (length(value) or 1)
