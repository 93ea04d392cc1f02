"""Edits that read the stored row after a create, whose result lacks what the database fills in."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_async import call_owner
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import arguments, text_glob
from dataflow_debugger.agent.fixes.spans import Source, Splice

_SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Expr)
_INNER = (
    ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.IfExp, ast.BoolOp, ast.NamedExpr
)  # fmt: skip


@edit
def read_back(project: Project, at: At, *, model: str | None = None, field: str | None = None) -> None:
    """Read the stored row after a create whose result is used: `x = ...create(...)`, then `x = ...read(...)`.

    Where the id is not given, it is the newest row with the values given. A create that stands in a `return` or in
    another expression becomes a statement before it. With `field`, further creates follow whose result is read
    under that key in the same function.
    """
    changes = Changes(project)
    meant = [(file, call) for file, call in express_calls(project, at) if _of(project, file, call, model)]
    if field is not None:
        others = [one for one in express_calls(project, At()) if one not in meant]
        meant += [one for one in others if _of(project, *one, None) and _is_read(project, *one, field)]
    for file, call in meant:
        changes.add(file, _back(project, file, call))
    changes.done()


def _of(project: Project, file: str, call: ast.Call, model: str | None) -> bool:
    """Whether the call is a create of the model."""
    name = _arguments(call)[0]
    created = isinstance(call.func, ast.Attribute) and call.func.attr == "create" and name is not None
    return created and (model is None or text_glob(project, file, name) == model)


def _arguments(call: ast.Call) -> tuple[ast.expr | None, ast.expr | None]:
    """The model and the data of a create."""
    args, words = arguments(call)
    padded = [*args, None, None]
    return padded[0] or words.get("model"), padded[1] or words.get("data")


def _is_read(project: Project, file: str, call: ast.Call, field: str) -> bool:
    """Whether the result is kept under a name of which the function then reads the field."""
    source = project.source(file)
    statement = source.holder(call)
    if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
        return False
    data = _arguments(call)[1]
    kept = statement.targets[0].id
    reads = (node for node in ast.walk(source.scope_of(call)) if isinstance(node, ast.Subscript))
    return (data is None or field not in _keys(data)) and any(
        isinstance(node.value, ast.Name)
        and node.value.id == kept
        and isinstance(node.slice, ast.Constant)
        and node.slice.value == field
        for node in reads
    )


def _keys(data: ast.expr) -> list[object]:
    keys = data.keys if isinstance(data, ast.Dict) else []
    return [key.value for key in keys if isinstance(key, ast.Constant)]


def _back(project: Project, file: str, call: ast.Call) -> list[Splice]:
    """The splices that read the row of one create; none where its result is not used or stands in a loop."""
    source = project.source(file)
    found = _stored(source, call, "await " if call_owner(project, file, call) == "express" else "")
    statement = source.holder(call)
    around = source.parent(call)
    value: ast.expr = around if isinstance(around, ast.Await) else call
    if found is None or not isinstance(statement, _SIMPLE):
        return []
    if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is value:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        return [inserted(source, statement, f"{source.segment(target)} = {found}", after=True)]
    if any(isinstance(one, _INNER) for one in _inside(source, call)) or (
        isinstance(statement, ast.Expr) and statement.value is value
    ):
        return []
    before = inserted(source, statement, source.segment(value))
    return [before, expressions.replace(source, value, found)]


def _inside(source: Source, call: ast.Call) -> Iterator[ast.expr]:
    """The expressions around a call, up to its statement."""
    for one in source.ancestors(call):
        if not isinstance(one, ast.expr):
            return
        yield one


def _stored(source: Source, call: ast.Call, wait: str) -> str | None:
    """The expression that reads the row which a create has made; None where its data are not at hand."""
    name, data = _arguments(call)
    if name is None or data is None or not isinstance(call.func, ast.Attribute):
        return None
    owner, model = source.segment(call.func.value), source.segment(name)
    for key, value in zip(data.keys, data.values, strict=True) if isinstance(data, ast.Dict) else ():
        if isinstance(key, ast.Constant) and key.value == "id":
            return f"{wait}{owner}.read({model}, {source.segment(value)})"
    if isinstance(data, ast.Dict):
        given = _told(source, data)
    elif isinstance(data, (ast.Name, ast.Attribute)):
        given = source.segment(data)
    else:
        return None
    quote = brackets.usual_quote(source)
    rows = f"{wait}{owner}.list({model}, {given}, order_by=[{quote}-id{quote}], limit=1)"
    return f"({rows})[0]" if wait else f"{rows}[0]"


def _told(source: Source, data: ast.Dict) -> str:
    """The dict without values that are made anew at each turn, or that no filter compares."""
    parts = []
    for key, value in zip(data.keys, data.values, strict=True):
        made = any(isinstance(node, (ast.Call, ast.Await, ast.Dict, ast.List)) for node in ast.walk(value))
        if key is None:
            parts.append(f"**{source.segment(value)}")
        elif not made:
            parts.append(f"{source.segment(key)}: {source.segment(value)}")
    return "{" + ", ".join(parts) + "}"
