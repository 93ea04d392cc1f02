"""The edit that turns a bulk call into a call for each record, so that one bad record does not decide for all."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.expressions import fresh
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import arguments
from dataflow_debugger.agent.fixes.spans import Source, Splice

_SINGLE = {"bulk_create": "create", "bulk_upsert": "upsert"}


@edit
def write_one_by_one(project: Project, at: At) -> None:
    """Write the records of a bulk call with a call each, where a `try` around it handles what is refused.

    The loop goes around the `try`, so that its clauses see each record's error and the others are stored.
    """
    for file, call in express_calls(project, at):
        source = project.source(file)
        args, words = arguments(call)
        rows = args[1] if len(args) > 1 else words.get("records", words.get("data"))
        tried = _tried(source, call)
        if tried is None or rows is None or not isinstance(call.func, ast.Attribute):
            continue
        if call.func.attr not in _SINGLE or isinstance(rows, ast.Starred):
            continue
        _loop_around(project, file, tried, call, rows)
        return
    raise NoEdit("no bulk call stands alone in a try that handles its errors")


def _tried(source: Source, call: ast.Call) -> ast.Try | None:
    """The `try` whose body is the call alone, its result unused, and whose clauses go on afterwards."""
    statement = source.holder(call)
    value = statement.value if isinstance(statement, ast.Expr) else None
    value = value.value if isinstance(value, ast.Await) else value
    around = source.parent(statement)
    if value is not call or not isinstance(around, ast.Try) or around.body != [statement]:
        return None
    leaves = (ast.Return, ast.Raise, ast.Break)
    goes_on = not any(isinstance(node, leaves) for one in around.handlers for node in ast.walk(one))
    plain = not around.orelse and not around.finalbody
    return around if goes_on and plain and around.handlers else None


def _loop_around(project: Project, file: str, tried: ast.Try, call: ast.Call, rows: ast.expr) -> None:
    source = project.source(file)
    start, end = source.line_start(tried.lineno), source.line_end(tried.end_lineno or tried.lineno)
    if any(source.text[a:b].count("\n") for a, b in source.strings(start, end)):
        raise NoEdit("a text of several lines would be moved")
    assert isinstance(call.func, ast.Attribute)
    name = _name(source, tried, rows)
    method_end = source.span(call.func)[1]
    first = method_end - len(call.func.attr)
    row_start, row_end = source.outer_span(rows)
    text = (
        source.text[start:first] + _SINGLE[call.func.attr] + source.text[method_end:row_start]
        + name + source.text[row_end:end]
    )  # fmt: skip
    # A keyword names the records; a single call has one record.
    text = re.sub(rf"\b(?:records|data)\s*=\s*{name}\b", f"data={name}", text)
    body = "".join(source.indent_unit + one if one.strip() else one for one in text.splitlines(True))
    head = f"{source.indent(tried.lineno)}for {name} in {source.segment(rows)}:\n"
    project.splice(file, [Splice(start, end, head + body)])


def _name(source: Source, tried: ast.Try, rows: ast.expr) -> str:
    """The name of one record: that of the list in the singular, where it has one that is free."""
    scope = source.function(tried) or source.tree
    plural = rows.id if isinstance(rows, ast.Name) else ""
    singular = [plural[:-1]] if re.fullmatch(r"[a-z_]{3,}[^s]s", plural) else []
    return fresh(scope, *singular, "record", "row")
