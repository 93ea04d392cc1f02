"""The edit of connections that want a column of a write, which hands on no more than it was given."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_nodes import wires
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import text_glob
from dataflow_debugger.agent.fixes.spans import Splice


@edit
def read_after_write(project: Project, at: At, *, source: str, outputs: list[str], reads: str) -> None:
    """Read the record in a node of type `reads` behind the write, and connect its columns from there.

    Each function that makes such connections gets one node before the first of them.
    """
    made: set[tuple[str, int]] = set()
    changes = Changes(project)
    for wire in wires(project):
        owner, port = wire.parts.get("from_node"), wire.parts.get("from_output")
        text = project.source(wire.file)
        if owner is None or not isinstance(port, ast.Constant) or port.value not in outputs:
            continue
        if text_glob(project, wire.file, owner) != source or not isinstance(wire.call.func, ast.Attribute):
            continue
        quote = brackets.usual_quote(text)
        name, kind, key = (brackets.quoted(word, quote) for word in (f"{source}_row", reads, "id"))
        changes.add(wire.file, [Splice(*text.span(owner), name)])
        place = (wire.file, id(text.function(wire.call)))
        if place in made:
            continue
        made.add(place)
        builder, start = text.segment(wire.call.func.value), text.span(text.holder(wire.call))[0]
        if isinstance(text.holder(wire.call), ast.Return):
            raise NoEdit("the connection is part of what is returned")
        indent = text.indent(text.line_of(start))
        lines = (
            f"{builder}.add_node({kind}, {name}, {{}})\n{indent}"
            f"{builder}.add_connection({text.segment(owner)}, {key}, {name}, {key})\n{indent}"
        )
        changes.add(wire.file, [Splice(start, start, lines)])
    changes.done()
