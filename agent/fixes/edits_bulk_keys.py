"""Edits of Express bulk updates: records told apart by another field than the id, a filter in their place."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.checks.bulk_update_forms import FILTER_WORDS, VALUE_WORDS
from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_async import call_owner
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


MANY = 10000


@edit
def records_of_bulk_update(project: Project, at: At, *, form: str) -> None:
    """Give `bulk_update` a list of records, made of what it was given.

    `form` is what the run showed: a filter, a list of ids or one id with values apart, one record, or a dict of
    values by id.
    """
    changes = Changes(project)
    for file, call in express_calls(project, at):
        args, words = arguments(call)
        given = args[1] if len(args) > 1 else _named(words, ("records", *FILTER_WORDS))
        values = args[2] if len(args) > 2 else _named(words, ("key_field", *VALUE_WORDS))
        named = isinstance(call.func, ast.Attribute) and call.func.attr == "bulk_update"
        if not named or given is None or (values is None) != (form in ("record", "by_id")):
            continue
        source = project.source(file)
        wait = "await " if call_owner(project, file, call) == "express" else ""
        text = _records(source, call, form, given, values, wait)
        model = source.segment(args[0] if args else words["model"])
        whole = call.args + [word.value for word in call.keywords]
        start, end = source.bracket(call).items[0].start, source.outer_span(whole[-1])[1]
        changes.add(file, [Splice(start, end, f"{model}, {text}")])
    changes.done()


def _named(words: dict[str, ast.expr], names: tuple[str, ...]) -> ast.expr | None:
    return next((words[name] for name in names if name in words), None)


def _records(
    source: Source, call: ast.Call, form: str, given: ast.expr, values: ast.expr | None, wait: str
) -> str:
    """The list of records as text."""
    assert isinstance(call.func, ast.Attribute)
    scope, key = source.function(call) or source.tree, brackets.quoted("id", brackets.usual_quote(source))
    text = source.segment(given)
    if form == "record":
        return f"[{text}]"
    if form == "by_id":
        one = expressions.fresh(scope, "key", "row_id")
        inner = expressions.fresh(scope, "changes", "new_values")
        return f"[{{{key}: {one}, **{inner}}} for {one}, {inner} in {expressions.operand(text)}.items()]"
    if values is None:
        raise NoEdit("the values are not known")
    pairs = _pairs(source, values)
    if form == "id":
        return f"[{{{key}: {text}, {pairs}}}]"
    if form == "ids":
        one = expressions.fresh(scope, "one", "row_id")
        return f"[{{{key}: {one}, {pairs}}} for {one} in {expressions.operand(text)}]"
    row = expressions.fresh(scope, "row", "one")
    owner = source.segment(call.func.value)
    model = source.segment(call.args[0] if call.args else arguments(call)[1]["model"])
    rows = f"{wait}{owner}.list({model}, {text}, limit={MANY})"
    return f"[{{{key}: {row}[{key}], {pairs}}} for {row} in {rows}]"


def _pairs(source: Source, values: ast.expr) -> str:
    """The values as the further items of a dict display."""
    if not isinstance(values, ast.Dict) or not values.keys:
        return f"**{expressions.operand(source.segment(values))}"
    first, last = source.bracket(values).items[0], source.bracket(values).items[-1]
    return source.text[first.start : last.end]
