"""Edits of cycles: the expression that says when a cycle is done."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.checks.cycles import spelt
from dataflow_debugger.agent.fixes import At, edit
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Splice
from dataflow_debugger.agent.fixes.strings import respelt


@edit
def respell_cycle_expression(
    project: Project, at: At, *, expression: str, to: str, pairs: list[list[str]]
) -> None:
    """Write the expression that ends a cycle in other names; `pairs` are what changes in it, old and new.

    Values that an f-string puts into the expression stay as they are.
    """
    changes = Changes(project)
    for file in project.python():
        for call in project.source(file).calls():
            for node in _expressions(call):
                found = respelt(project, file, node, expression, to)
                for where, splice in found or _in_fstrings(project, file, node, pairs):
                    changes.add(where, [splice])
    changes.done()


def _expressions(call: ast.Call) -> list[ast.expr]:
    """The arguments of a call that say when a cycle ends."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    words = [w.value for w in call.keywords if w.arg in ("convergence_check", "convergence_condition")]
    if name == "converge_when":
        words += [*call.args[:1], *(w.value for w in call.keywords if w.arg == "condition")]
    return words


def _in_fstrings(
    project: Project, file: str, node: ast.expr, pairs: list[list[str]]
) -> list[tuple[str, Splice]]:
    found = []
    for place in written(project, file, node):
        if not isinstance(place.node, ast.JoinedStr):
            continue
        source = project.source(place.file)
        start, end = source.span(place.node)
        text = new = source.text[start:end]
        quote = "'" if text.endswith("'") else '"'
        for old, other in pairs:
            new = spelt(new, old, other.replace("'", '"' if quote == "'" else "'"))
        if new != text:
            found.append((place.file, Splice(start, end, new)))
    return found
