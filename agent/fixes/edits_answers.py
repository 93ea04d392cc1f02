"""Edits of how Express's answers are read, and of filters that a program fills with None."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, edit, expressions
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.edits_results import levels
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import arguments, near_line
from dataflow_debugger.agent.fixes.spans import Splice

ROWS = ["records", "data", "items", "results", "result", "rows", "objects"]
NUMBERS = ["count", "total", "total_count", "length", "size"]


@edit
def get_with_default(project: Project, at: At, *, key: str, default: str) -> None:
    """Read a key with a default at file and line: `x["key"]` becomes `x.get("key", default)`."""
    where = project.find(at.file) if at.file else None
    if where is None:
        raise NoEdit("the place where the key is read is not known")
    source = project.source(where)
    changes = Changes(project)
    here = [b for n, b in levels(source, [key]) if near_line(source, at.line, n)]
    bases = {ast.dump(base) for base in here}
    for node, base in levels(source, [key]):
        if ast.dump(base) in bases and isinstance(node, ast.Subscript):
            start = source.outer_span(base)[1]
            name = source.segment(node.slice)
            changes.add(where, [Splice(start, source.span(node)[1], f".get({name}, {default})")])
    changes.done()


@edit
def list_of_express_list(project: Project, at: At) -> None:
    """Use the list itself where it is read as a dict: `x["records"]` is x, `x["count"]` is len(x)."""
    where = project.find(at.file) if at.file else None
    if where is None:
        raise NoEdit("the place where the list is read is not known")
    source = project.source(where)
    changes = Changes(project)
    found = list(levels(source, ROWS + NUMBERS))
    bases = {ast.dump(base) for node, base in found if near_line(source, at.line, node)}
    for node, base in found:
        if ast.dump(base) not in bases:
            continue
        key = node.slice if isinstance(node, ast.Subscript) else getattr(node, "args", [None])[0]
        name = key.value if isinstance(key, ast.Constant) else None
        text = source.segment(base)
        new = f"len({text})" if name in NUMBERS else text
        changes.add(where, [expressions.replace(source, node, new)])
    changes.done()


@edit
def drop_none_conditions(project: Project, at: At) -> None:
    """Leave the conditions that are None out of the filter of an Express call."""
    changes = Changes(project)
    for file, call in express_calls(project, At(at.file, None)):
        source = project.source(file)
        args, words = arguments(call)
        given = args[1] if len(args) > 1 else words.get("filter")
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if given is None or name not in ("list", "count", "find_one"):
            continue
        holder = source.function(call)
        near = near_line(source, at.line, call) or (
            holder is not None and isinstance(given, ast.Name) and near_line(source, at.line, holder)
        )
        if not near and not (holder is None and isinstance(given, ast.Name)):
            continue
        text = expressions.operand(source.segment(given))
        kept = f"{{key: value for key, value in {text}.items() if value is not None}}"
        changes.add(file, [Splice(*source.outer_span(given), kept)])
    changes.done()
