"""The edit of deletions that the database refuses because other rows refer to the row."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_express import express_calls
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
