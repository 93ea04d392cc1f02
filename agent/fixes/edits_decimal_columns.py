"""Edits for Decimal fields on MySQL, where DataFlow makes a TEXT column for them."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, edit
from dataflow_debugger.agent.fixes.edits_stored_values import run_mysql_after_model
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Splice


@edit
def decimal_column(project: Project, at: At, *, table: str, field: str, column_type: str) -> None:
    """Give the column of a Decimal field a decimal type on MySQL, once the model's table is there.

    Such a column is read as floats: a Decimal that the program makes of the field is made of the float's text.
    """
    run_mysql_after_model(project, at, sql=f"ALTER TABLE {table} MODIFY {field} {column_type}")
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            written = _written(source.parent(call), call, field)
            if name == "Decimal" and len(call.args) == 1 and _reads(call.args[0], field) and not written:
                start, end = source.span(call.args[0])
                changes.add(file, [Splice(start, start, "str("), Splice(end, end, ")")])
    if changes.splices:
        changes.done()


def _written(parent: ast.AST | None, call: ast.Call, field: str) -> bool:
    """Whether the Decimal is given for the field: `{"field": Decimal(...)}` or `field=Decimal(...)`."""
    if isinstance(parent, ast.Dict):
        keys = [key for key, value in zip(parent.keys, parent.values, strict=True) if value is call]
        return any(isinstance(key, ast.Constant) and key.value == field for key in keys)
    return isinstance(parent, ast.keyword) and parent.arg == field


def _reads(node: ast.expr, field: str) -> bool:
    """Whether an expression is `row["field"]`, `row[name]` or `row.get("field")`."""
    key: ast.expr | None = None
    if isinstance(node, ast.Subscript):
        key = node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        key = node.args[0] if node.args else None
    return isinstance(key, ast.Name) or (isinstance(key, ast.Constant) and key.value == field)
