"""Edits of Express bulk updates whose records are told apart by another field than the id."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import arguments
from dataflow_debugger.agent.fixes.spans import Source, Splice


@edit
def ids_by_key_field(project: Project, at: At) -> None:
    """Give the records of `bulk_update(model, records, key_field=...)` the ids of the rows with that field."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        args, words = arguments(call)
        records = args[1] if len(args) > 1 else words.get("records")
        field = args[2] if len(args) > 2 else words.get("key_field")
        named = isinstance(call.func, ast.Attribute) and call.func.attr == "bulk_update"
        if named and args and records is not None and field is not None:
            source = project.source(file)
            text = _with_ids(source, call, args[0], records, field)
            field_at = brackets.argument_index(source, call, field)
            dropped = brackets.remove(source, call, field_at)
            changes.add(file, [Splice(*source.outer_span(records), text), *dropped])
    changes.done()


def _with_ids(source: Source, call: ast.Call, model: ast.expr, records: ast.expr, field: ast.expr) -> str:
    assert isinstance(call.func, ast.Attribute)
    scope, quote = source.scope_of(call), brackets.usual_quote(source)
    one = expressions.fresh(scope, "record", "change")
    row = expressions.fresh(scope, "row", "stored")
    key, owner = source.segment(field), source.segment(call.func.value)
    wait = "await " if isinstance(source.parent(call), ast.Await) else ""
    found = f"{wait}{owner}.find_one({source.segment(model)}, {{{key}: {one}[{key}]}})"
    item = f"{{**{one}, {quote}id{quote}: {row}[{quote}id{quote}]}}"
    return f"[{item} for {one} in {source.segment(records)} if ({row} := {found})]"
