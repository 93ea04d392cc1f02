"""The check of filters that ask for one of no values at all, which becomes `IN ()`."""

from __future__ import annotations

import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.filters import bindings_of, filters
from dataflow_debugger.agent.checks.view import View

_REFUSED = re.compile(r"syntax error at or near \"\)\"|error in your SQL syntax[^\n]*near '\)")
_OPERATORS = ("$in", "$nin")


@check
def filter_list_empty(view: View) -> Verdict:
    """A filter that failed has an empty list under `$in` or `$nin`, and the server refused the `)` of `IN ()`.

    Binds field, key, operator, model, operation, node, api, file, line. UNKNOWN when no filter was seen.
    """
    found = filters(view)
    if not any(_REFUSED.search(text.text) for text in view.all_texts):
        return FAILS if found else UNKNOWN
    for payload in found:
        for field, condition in payload.keys.items() if not payload.ok else ():
            for operator in _OPERATORS if isinstance(condition, dict) else ():
                if condition.get(operator) != []:
                    continue
                file, line = payload.place(field)
                text = f"The filter of {payload.where} has an empty list under '{operator}' of '{field}'"
                claim = Claim(text, payload.file, payload.line, payload.node, view.line_text(file, line))
                bound = {**bindings_of(payload, field), "file": payload.file, "line": payload.line}
                return holds(claim, field=field, key=field, operator=operator, **bound)
    return FAILS if found else UNKNOWN
