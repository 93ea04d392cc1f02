"""Checks of what the text of a database error gives away: values that the user's own data held."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.general import said
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.view import View

# DataFlow writes [REDACTED] where it takes a value out.
_KEPT = r"(?!\[REDACTED\])"
_SHAPES = {
    "server": re.compile(
        rf"invalid input (?:syntax for (?:type )?|value for (?:enum )?)[^\n:\"]*: \"{_KEPT}"
        rf"|(?:date/time field value|time zone displacement) out of range: \"{_KEPT}"
        rf"|malformed (?:array|range) literal: \"{_KEPT}|value \"{_KEPT}[^\n]*\" is out of range for type"
        rf"|(?:Truncated incorrect|Incorrect) (?:\w+ )?value: '{_KEPT}"
    ),
    "argument": re.compile(rf"invalid input for query argument \$\d+: {_KEPT}"),
}


@check
def error_text_holds_value(view: View, kind: str | None = None) -> Verdict:
    """The text of a failed call's error repeats the value that was refused, also where the program caught it.

    `kind` is a glob: server (the database names the value), argument (asyncpg does, before it sends anything).
    Binds kind, api, model, operation, file, line. UNKNOWN when nothing failed.
    """
    failed = False
    for text, api, model, at in _texts(view):
        failed = True
        for name, shape in _SHAPES.items():
            found = shape.search(text) if glob(kind, name) else None
            if found is None:
                continue
            file, line = view.at(at)
            claim = Claim(
                f"The error of {api} has the refused value in its text: {said(text)}",
                file, line, value=view.line_text(file, line),
            )  # fmt: skip
            operation = api.rsplit(".", 1)[-1]
            return holds(claim, kind=name, api=api, model=model, operation=operation, file=file, line=line)
    return FAILS if failed else UNKNOWN


def _texts(view: View) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Errors of calls and nodes, whether they were caught or not: text, what failed, model, place."""
    for call in [*view.evidence.calls, *view.evidence.handled]:
        model = call.args.get("model") if isinstance(call.args, dict) else None
        for text in filter(None, (call.error, call.returned_error)):
            yield text, call.api, model, call.at
    for node, text in view.failed_nodes.items():
        file, line = view.place_of_node(node)
        yield text, f"node '{node}'", None, f"{file}:{line}" if file else None
