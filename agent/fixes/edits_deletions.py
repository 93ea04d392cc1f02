"""Edits of deletions that are refused: because other rows refer to the row, or because of the ids given."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.edits_stored_values import converted
from dataflow_debugger.agent.fixes.expressions import fresh
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import arguments
from dataflow_debugger.agent.fixes.spans import Source, Splice

# `list` gives a hundred rows unless it is told otherwise.
_ALL = 100_000
_METHODS = ("delete", "bulk_delete")


@edit
def delete_children_first(project: Project, at: At, *, child: str, column: str) -> None:
    """Delete the rows of `child` that refer to the rows by `column` before the deletion at file and line."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        source, function = project.source(file), call.func
        args, words = arguments(call)
        many = isinstance(function, ast.Attribute) and function.attr == "bulk_delete"
        given = args[1] if len(args) > 1 else words.get("ids" if many else "id")
        if not isinstance(function, ast.Attribute) or given is None or function.attr not in _METHODS:
            continue
        statement = source.holder(call)
        if isinstance(source.parent(call), ast.comprehension) or not _alone(source, call, statement):
            continue
        key, lead = _named(source, statement, given, many, changes, file)
        rows = fresh(source.function(statement) or source.tree, "referring", "referring_rows")
        text = lead + _children(source, call, function, child, column, rows, key, many)
        changes.add(file, [inserted(source, statement, text)])
    changes.done()


def _children(
    source: Source,
    call: ast.Call,
    function: ast.Attribute,
    child: str,
    column: str,
    rows: str,
    key: str,
    many: bool,
) -> str:
    """The statements that delete the rows of the other model, awaited where the call is."""
    quote = brackets.usual_quote(source)
    model, name, one, among = (brackets.quoted(word, quote) for word in (child, column, "id", "$in"))
    wanted = f"{{{among}: {key}}}" if many else key
    wait = "await " if isinstance(source.parent(call), ast.Await) else ""
    express = wait + source.segment(function.value)
    return (
        f"{rows} = {express}.list({model}, filter={{{name}: {wanted}}}, limit={_ALL})\n"
        f"{express}.bulk_delete({model}, [row[{one}] for row in {rows}])"
    )


def _alone(source: Source, call: ast.Call, statement: ast.stmt) -> bool:
    """Whether the deletion is done once where its statement stands, not for each item of a comprehension."""
    for outer in source.ancestors(call):
        if outer is statement:
            return not isinstance(statement, (ast.While, ast.For, ast.AsyncFor))
        if isinstance(outer, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp, ast.Lambda)):
            return False
    return True


def _named(
    source: Source, statement: ast.stmt, given: ast.expr, many: bool, changes: Changes, file: str
) -> tuple[str, str]:
    """An expression of the ids that can be written twice, and the statement that makes it so."""
    text = source.segment(given)
    if not any(
        isinstance(node, (ast.Call, ast.Await, ast.ListComp, ast.NamedExpr)) for node in ast.walk(given)
    ):
        return text, ""
    if isinstance(given, ast.Starred):
        raise NoEdit("the ids are spread over the arguments")
    name = fresh(
        source.function(statement) or source.tree, *(["ids", "deleted_ids"] if many else ["deleted_id"])
    )
    changes.add(file, [Splice(*source.outer_span(given), name)])
    return name, f"{name} = {text}\n"


@edit
def list_of_ids(project: Project, at: At, *, each: str | None = None, whole: str | None = None) -> None:
    """Give the bulk delete at file and line a list of ids: `each` converts one of them, `whole` makes the list."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        args, words = arguments(call)
        given = args[1] if len(args) > 1 else words.get("ids")
        if not isinstance(call.func, ast.Attribute) or call.func.attr != "bulk_delete" or given is None:
            continue
        source = project.source(file)
        text = _each_converted(source, given, each) if each else _whole(source, given, whole or "$VALUE")
        changes.add(file, [Splice(*source.outer_span(given), text)])
    changes.done()


def _each_converted(source: Source, given: ast.expr, template: str) -> str:
    """A list of the ids with the template around each."""
    if isinstance(given, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
        start, end = source.outer_span(given.elt)
        opening, closing = source.span(given)
        element = converted(source, given.elt, template) or source.text[start:end]
        return f"[{source.text[opening + 1 : start]}{element}{source.text[end : closing - 1]}]"
    text = converted(source, given, template, listed=True)
    assert text is not None
    return text


def _whole(source: Source, given: ast.expr, template: str) -> str:
    start, end = source.outer_span(given)
    if isinstance(given, (ast.GeneratorExp, ast.SetComp, ast.Set, ast.Tuple)):
        text = source.segment(given)
        return f"[{text[1:-1] if text[0] in '({' else text}]"
    return template.replace("$VALUE", source.text[start:end])
