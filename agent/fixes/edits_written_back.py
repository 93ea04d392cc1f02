"""Edits of writes that are given a record as it was read."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import EXPRESS_DATA, arguments
from dataflow_debugger.agent.fixes.spans import Splice

# What a record has that no write needs; the id stays where it says which row is meant.
_EXTRA = ("found", "created_at", "updated_at")
_WRITES = ("update", "upsert", "bulk_create", "bulk_update", "bulk_upsert")


@edit
def columns_only(project: Project, at: At) -> None:
    """Give a write the record without the keys that `read` and DataFlow added: `{k: v for ... if k not in ...}`."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name not in _WRITES:
            continue
        args, words = arguments(call)
        keyword, index = EXPRESS_DATA[name]
        given = args[index] if len(args) > index else words.get(keyword)
        if given is None or (isinstance(given, ast.Dict) and None not in given.keys):
            continue
        source = project.source(file)
        quote = brackets.usual_quote(source)
        extra = ("id", *_EXTRA) if name == "update" else _EXTRA
        listed = ", ".join(brackets.quoted(one, quote) for one in extra)
        start, end = source.outer_span(given)
        text = source.text[start:end]
        row = expressions.fresh(source.scope_of(call), "row", "record", "one")
        whole = row if name.startswith("bulk_") else expressions.operand(text)
        made = f"{{k: v for k, v in {whole}.items() if k not in ({listed})}}"
        changes.add(file, [Splice(start, end, f"[{made} for {row} in {text}]" if whole == row else made)])
    changes.done()
