"""What Express's `bulk_update` gets in the place of its list of records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.shapes import shape_text
from dataflow_debugger.agent.checks.view import View

_TOLD = {
    "filter": "a filter and values",
    "ids": "a list of ids and values",
    "id": "one id and values",
    "record": "one record",
    "by_id": "a dict of values by id",
}
# What other libraries call the two parts, by which a call with keywords is known.
FILTER_WORDS = ("filter", "where", "filters", "criteria", "conditions", "query")
VALUE_WORDS = ("fields", "values", "data", "update", "updates", "changes", "set")


@check
def express_bulk_update_not_records(view: View) -> Verdict:
    """Express's `bulk_update` gets something other than a list of records that carry their ids.

    Binds form (filter, ids, id, record or by_id), model, operation, api, file, line. UNKNOWN when it was not
    called.
    """
    calls = view.calls("express*.bulk_update")
    for call in calls:
        args = call.args if isinstance(call.args, dict) else {}
        form = _form(args)
        if form is None:
            continue
        file, line = view.at(call.at)
        given = args.get("records", next((args[word] for word in FILTER_WORDS if word in args), None))
        text = f"{call.api} gets {_TOLD[form]}, not a list of records"
        return holds(
            Claim(text, file, line, value=shape_text(given)), form=form, model=args.get("model"),
            operation="bulk_update", api=call.api, file=file, line=line,
        )  # fmt: skip
    return FAILS if calls else UNKNOWN


def _form(args: Mapping[str, Any]) -> str | None:
    """What a call gave by the shapes of its arguments; None for a list of records, or what is not known."""
    records = args.get("records")
    if records is None:
        two = any(word in args for word in FILTER_WORDS) and any(word in args for word in VALUE_WORDS)
        return "filter" if two else None
    apart = isinstance(args.get("key_field"), dict) or any(word in args for word in VALUE_WORDS)
    if isinstance(records, dict):
        nested = bool(records) and all(isinstance(value, dict) for value in records.values())
        return "filter" if apart else "by_id" if nested else "record" if records else None
    if isinstance(records, list):
        plain = bool(records) and not any(isinstance(item, (dict, list)) for item in records)
        return "ids" if apart and plain else None
    return "id" if apart else None
