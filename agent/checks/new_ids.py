"""The check of an id that the database draws and a create node does not return."""

from __future__ import annotations

import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds, together
from dataflow_debugger.agent.checks.payloads import fields_of
from dataflow_debugger.agent.checks.shapes import keys as shape_keys
from dataflow_debugger.agent.checks.view import View

_RETURN_NOTHING = ("sqlite", "mysql")


@check
def drawn_id_not_returned(view: View) -> Verdict:
    """A connection takes `id` of a create node that was given none, where the database draws the id.

    SQLite and MySQL do not return it. Binds node (of the create), model, node_type, output, target, input, given
    (the fields that the node was given), file, line (of the connection). UNKNOWN when no create node ran.
    """
    dialect = view.dialect
    if dialect is not None and not dialect.startswith(_RETURN_NOTHING):
        return FAILS
    found, seen = [], False
    logged = {(one.node, one.output) for one in view.unknown_outputs}
    for wire in view.connections:
        source = view.nodes.get(wire.source)
        made = view.generated(source.type) if source is not None else None
        if source is None or made is None or made.operation != "create":
            continue
        seen = True
        outcome = view.outcomes.get(wire.source)
        returned = shape_keys(outcome.result_shape) if outcome is not None and outcome.ok else []
        missed = (wire.source, wire.output) in logged or (bool(returned) and "id" not in returned)
        brought = {one.input for one in view.connections if one.target == wire.source}
        if wire.output != "id" or not missed or "id" in {*source.config, *brought}:
            continue
        known = (fields_of(view, made.model) or {}).get("id")
        if known is not None and not re.search(r"\bint\b", known.type):
            continue
        file, line = view.place_of_connection(wire.source, wire.output, wire.target, wire.input)
        text = (
            f"The id of {made.model} is drawn by the database; node '{wire.source}' ({source.type}) does not "
            f"return it on {'MySQL' if dialect and dialect.startswith('mysql') else 'SQLite'}"
        )
        found.append(
            holds(
                Claim(text, file, line, wire.source, view.line_text(file, line)), node=wire.source,
                node_type=source.type, model=made.model, operation="create", output="id", target=wire.target,
                input=wire.input, given=list(source.config), file=file, line=line,
            )
        )  # fmt: skip
    if not found:
        return FAILS if seen else UNKNOWN
    return together(found)
