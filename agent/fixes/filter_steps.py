"""Conditions on one field that a program puts into a filter step by step, each only where it is wanted."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import NoEdit, brackets
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.mapping import Entry, removed
from dataflow_debugger.agent.fixes.spans import Source, Splice


def statement_of(source: Source, entry: Entry) -> tuple[ast.stmt, str] | None:
    """The statement that puts an entry into a dict made before, and that dict's name; None for one of a display.

    `where["k"] = v`, `where.update(k=v)`, `where.update({"k": v})`, `where |= {"k": v}`.
    """
    if entry.kind == "choice":
        return None
    if isinstance(entry.holder, ast.Assign):
        target = entry.holder.targets[0]
        return (entry.holder, source.segment(target.value)) if isinstance(target, ast.Subscript) else None
    around = source.parent(entry.holder) if isinstance(entry.holder, ast.Dict) else entry.holder
    if isinstance(around, ast.AugAssign) and around.value is entry.holder:
        return around, source.segment(around.target)
    function = around.func if isinstance(around, ast.Call) else None
    statement = source.parent(around) if isinstance(around, ast.Call) else None
    if isinstance(function, ast.Attribute) and function.attr == "update" and isinstance(statement, ast.Expr):
        return statement, source.segment(function.value)
    return None


def apart(source: Source, entries: list[Entry]) -> bool:
    """Whether the conditions are written in more than one place, so that one may be there without the other."""
    return len({id(one.holder) for one in entries}) > 1 and any(statement_of(source, one) for one in entries)


def put_in_turn(source: Source, entry: Entry, field: str, inside: str) -> list[Splice]:
    """The statement that puts a condition under its field, beside what is there: `d.setdefault("f", {})[...] = v`.

    Raises NoEdit for a condition of a display, of which it is not known when it holds.
    """
    found = statement_of(source, entry)
    if found is None:
        raise NoEdit("the conditions on one field are spread over several displays")
    statement, name = found
    quoted = brackets.quoted(field, brackets.usual_quote(source))
    tree = ast.parse(f"{{{inside}}}", mode="eval").body
    owner = f"{name}.setdefault({quoted}, {{}})"
    text = f"{owner}.update({{{inside}}})"
    if isinstance(tree, ast.Dict) and len(tree.keys) == 1 and "\n" not in inside:
        operator, _, value = inside.partition(": ")
        text = f"{owner}[{operator}] = {value}"
    if isinstance(entry.holder, ast.Assign) or _alone(source, entry):
        return [Splice(*source.span(statement), text)]
    return [*removed(source, entry), inserted(source, statement, text, after=True)]


def _alone(source: Source, entry: Entry) -> bool:
    """Whether the statement puts nothing else into the dict."""
    holder = entry.holder
    if isinstance(holder, ast.Dict):
        around = source.parent(holder)
        return len(holder.keys) == 1 and (not isinstance(around, ast.Call) or len(around.args) == 1)
    return isinstance(holder, ast.Call) and len(holder.keywords) + len(holder.args) == 1
