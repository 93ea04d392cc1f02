"""Edits of how the summary of Express's bulk calls is used: the number in it, the records that were written."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_async import call_owner
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.edits_reads import inner_quote
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import arguments, text_glob
from dataflow_debugger.agent.fixes.spans import Source, Splice

_NUMBER = {"bulk_create": "inserted", "bulk_upsert": "total"}


def _operation(project: Project, file: str, node: ast.expr) -> str | None:
    """The bulk call whose answer an expression is."""
    for place in written(project, file, node):
        call = place.node.value if isinstance(place.node, ast.Await) else place.node
        if isinstance(call, ast.Call) and not place.item and call_owner(project, place.file, call):
            assert isinstance(call.func, ast.Attribute)
            if call.func.attr in _NUMBER:
                return call.func.attr
    return None


@edit
def number_of_summary(project: Project, at: At, *, use: str = "number") -> None:
    """Take the number out of the summary of a bulk call: `len(created)` becomes `created["inserted"]`.

    Every length of such a summary in the project is changed. Raises NoEdit where `use` says that records are taken.
    """
    if use != "number":
        raise NoEdit("records are taken from the summary")
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            if not isinstance(call.func, ast.Name) or call.func.id != "len" or len(call.args) != 1:
                continue
            operation = _operation(project, file, call.args[0])
            if operation is not None:
                quote = inner_quote(source, call, brackets.usual_quote(source))
                text = expressions.operand(source.segment(call.args[0]))
                key = brackets.quoted(_NUMBER[operation], quote)
                changes.add(file, [expressions.replace(source, call, f"{text}[{key}]")])
    changes.done()


@edit
def records_for_summary(
    project: Project, at: At, *, model: str, given_ids: bool = True, use: str = "rows"
) -> None:
    """Go on with the records that a bulk call on the model has written, instead of its summary.

    Those given to it where they have ids; else the newest rows are listed, oldest of them first.
    """
    if use != "rows":
        raise NoEdit("only the number is wanted")
    changes = Changes(project)
    for file, call in express_calls(project, At()):
        assert isinstance(call.func, ast.Attribute)
        args, words = arguments(call)
        named = args[0] if args else words.get("model")
        if call.func.attr not in _NUMBER or text_glob(project, file, named) != model:
            continue
        records = args[1] if len(args) > 1 else words.get("records")
        if records is not None and named is not None:
            changes.add(file, list(_records(project, file, call, named, records, given_ids)))
    changes.done()


def _records(
    project: Project, file: str, call: ast.Call, named: ast.expr, records: ast.expr, given_ids: bool
) -> Iterator[Splice]:
    source = project.source(file)
    statement, around = source.holder(call), source.parent(call)
    value: ast.expr = around if isinstance(around, ast.Await) else call
    if not isinstance(statement, (ast.Assign, ast.Return)) or statement.value is not value:
        return
    name = records.id if isinstance(records, ast.Name) else None
    head = ""
    if name is None:
        name = expressions.fresh(source.scope_of(call), "rows", "records", "given")
        head = f"{name} = {source.segment(records)}"
    result = name if given_ids else _newest(project, file, call, named, name)
    if isinstance(statement, ast.Return):
        text = source.segment(value) if not head else _renamed(source, value, records, name)
        yield inserted(source, statement, f"{head}\n{text}" if head else text)
        yield Splice(*source.span(value), result)
        return
    if head:
        yield inserted(source, statement, head)
        yield Splice(*source.outer_span(records), name)
    target = source.segment(statement.targets[0])
    yield inserted(source, statement, f"{target} = {result}", after=True)


def _renamed(source: Source, value: ast.expr, records: ast.expr, name: str) -> str:
    """The text of the call with a name in the place of its records."""
    (start, end), (first, last) = source.span(value), source.outer_span(records)
    return source.text[start:first] + name + source.text[last:end]


def _newest(project: Project, file: str, call: ast.Call, named: ast.expr, name: str) -> str:
    """The expression that lists as many of the newest rows as there are records, in the order of their ids."""
    source = project.source(file)
    assert isinstance(call.func, ast.Attribute)
    quote = brackets.usual_quote(source)
    owner, model = source.segment(call.func.value), source.segment(named)
    rows = f"{owner}.list({model}, order_by=[{quote}-id{quote}], limit=len({name}))"
    return f"(await {rows})[::-1]" if call_owner(project, file, call) == "express" else f"{rows}[::-1]"
