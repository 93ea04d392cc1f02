"""Checks of filters that search text: a pattern where the filter compares whole values."""

from __future__ import annotations

import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.filters import bindings_of, filters
from dataflow_debugger.agent.checks.query_expectations import answers, texts, under
from dataflow_debugger.agent.checks.shapes import leaf_type
from dataflow_debugger.agent.checks.view import View

_WILDCARDS = ("%", "*")
# What LIKE compares as it stands, although a regular expression means something by it.
_NOT_LIKE = re.compile(r"[\^$\[|\\(+?{]|(?<!\.)\*")


@check
def wildcard_without_like(view: View) -> Verdict:
    """A filter compares a field for equality with a text that begins or ends in `%` or `*`, and found nothing.

    Binds field, key, wildcard, model, operation, node, file, line. UNKNOWN when no filter was seen.
    """
    found = filters(view)
    for payload in found:
        for field, value in payload.keys.items():
            item = payload.item(field) if leaf_type(value) == "str" else None
            if item is None or any(answer not in ([], 0, None) for answer in answers(view, payload)):
                continue
            parts = texts(view, item.value, item.source)
            wildcard = next(
                (w for w in _WILDCARDS if any(p.startswith(w) or p.endswith(w) for p in parts)), None
            )
            if wildcard is None:
                continue
            text = f"The filter of {payload.where} asks for a '{field}' equal to {item.text}, '{wildcard}' included"
            claim = Claim(text, item.source.file, item.line, payload.node, item.text)
            return holds(claim, field=field, key=field, wildcard=wildcard, **bindings_of(payload, field))
    return FAILS if found else UNKNOWN


@check
def regex_unlike_like(view: View) -> Verdict:
    """A `$regex` has signs that LIKE does not know, or it found nothing. Binds field, key and where it is.

    UNKNOWN when no filter was seen.
    """
    found = filters(view)
    for payload in found:
        for field, value in payload.keys.items():
            if not isinstance(value, dict) or "$regex" not in value:
                continue
            item = under(view, payload, field, "$regex")
            parts = texts(view, item.value, item.source) if item else []
            if any(answer not in ([], 0, None) for answer in answers(view, payload)) and not any(
                _NOT_LIKE.search(part) for part in parts
            ):
                continue
            file, line = payload.place(field)
            shown = item.text if item else None
            text = f"The filter of {payload.where} uses '$regex' on '{field}'"
            claim = Claim(text, file, line, payload.node, shown)
            return holds(claim, key="$regex", field=field, **bindings_of(payload, field))
    return FAILS if found else UNKNOWN
