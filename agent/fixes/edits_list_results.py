"""The edit of how a list node's result is read: its rows are taken where the result comes from."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_code import same_text
from dataflow_debugger.agent.fixes.edits_reads import inner_quote
from dataflow_debugger.agent.fixes.follow import trace
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project

_KEYS = ("records", "count", "limit")


@edit
def rows_of_list_result(project: Project, at: At, *, expression: str) -> None:
    """Take the rows where the result of a list node is bound or handed on, so that every use has them.

    Raises NoEdit where a name on the way is also read as the dict it is.
    """
    changes = Changes(project)
    for file, node in same_text(project, at, expression):
        places, names, _ = trace(project, file, node)
        for name in names:
            used = ast.dump(name.node)
            for one in project.source(name.file).by_type.get(ast.Subscript, ()):
                if (
                    isinstance(one, ast.Subscript)
                    and ast.dump(one.value) == used
                    and isinstance(one.slice, ast.Constant)
                    and one.slice.value in _KEYS
                ):
                    raise NoEdit("the result is read as a dict elsewhere")
        for place in places:
            if place.item or not isinstance(place.node, (ast.Subscript, ast.Call)):
                raise NoEdit("where the result comes from is not known")
            source = project.source(place.file)
            key = place.node.slice if isinstance(place.node, ast.Subscript) else None
            if isinstance(key, ast.Constant) and key.value in _KEYS:
                raise NoEdit("the rows are taken already")
            quote = inner_quote(source, place.node, brackets.usual_quote(source))
            text = f"{source.segment(place.node)}[{brackets.quoted('records', quote)}]"
            changes.add(place.file, [expressions.replace(source, place.node, text)])
    changes.done()
