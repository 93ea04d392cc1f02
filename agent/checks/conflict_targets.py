"""Checks of the fields by which bulk upserts recognise a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.indexes import declared
from dataflow_debugger.agent.checks.node_parameters import generated_nodes
from dataflow_debugger.agent.checks.payloads import runtime_parameters
from dataflow_debugger.agent.checks.shapes import find_key
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.checks.written_tables import makes_unnamed_tables, written_keys
from dataflow_debugger.agent.evidence import Model


@check
def bulk_upsert_without_unique_index(view: View) -> Verdict:
    """A bulk upsert names fields in `conflict_on` over which the table has no unique index, as far as is known.

    Known are the keys in the user's own SQL, and those of the model where DataFlow makes the table. Binds fields
    (as text), table, model, operation, api, node, file, line. UNKNOWN when no such upsert was seen, or who made
    the table is not known.
    """
    known = False
    for label, bindings, fields in _targets(view):
        model = view.model(str(bindings["model"]))
        keys = _unique(view, model) if model is not None else None
        if model is None or keys is None:
            continue
        known = True
        if any(set(key) <= set(fields) for key in keys):
            continue
        named, file, line = ", ".join(fields), bindings["file"], bindings["line"]
        text = f"{label} recognises a row by {named}, and '{model.table}' has no unique index over that"
        claim = Claim(text, file, line, bindings.get("node"), view.line_text(file, line))
        return holds(claim, fields=named, table=model.table, **bindings)
    return FAILS if known else UNKNOWN


def _targets(view: View) -> Iterator[tuple[str, dict[str, Any], list[str]]]:
    """Every bulk upsert with the fields of its `conflict_on`, what to call it, and its bindings."""
    for call in view.calls("express*.bulk_upsert"):
        given = call.args if isinstance(call.args, dict) else {}
        fields = _names(given.get("conflict_on"))
        if fields and isinstance(given.get("model"), str):
            file, line = view.at(call.at)
            place = {"api": call.api, "file": file, "line": line}
            yield call.api, {"model": given["model"], "operation": "bulk_upsert", **place}, fields
    for node, made in generated_nodes(view, None, "bulk_upsert"):
        config = {**node.config, **runtime_parameters(view, node.id)}
        fields = _names(find_key(config, "conflict_on")[1])
        if fields:
            file, line = view.place_of_node(node.id)
            place = {"node": node.id, "node_type": node.type, "file": file, "line": line}
            label = f"Node '{node.id}' ({node.type})"
            yield label, {"model": made.model, "operation": "bulk_upsert", **place}, fields


def _names(value: Any) -> list[str]:
    fields = value if isinstance(value, list) else []
    # The evidence keeps names of fields; anything else is a shape such as "<str:5>".
    return fields if all(isinstance(one, str) and one.isidentifier() for one in fields) else []


def _unique(view: View, model: Model) -> list[tuple[str, ...]] | None:
    """The keys of the model's table: its primary key and unique indexes. None when they cannot be known."""
    written = written_keys(view, model.table or "")
    if not _makes_tables(view, model):
        return written
    if written is None and makes_unnamed_tables(view):
        return None
    keys = [(name,) for name, one in model.fields.items() if one.primary_key]
    own = [one.fields for one in declared(view) if one.model is model and "unique" in one.keys]
    return [*(written or keys), *own]


def _makes_tables(view: View, model: Model) -> bool:
    options = dict(view.options()).get(model.instance or 0, {})
    return options.get("auto_migrate") is not False and not options.get("existing_schema_mode")
