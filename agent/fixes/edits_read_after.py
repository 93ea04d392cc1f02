"""The edit of connections that want a column of a write, which hands on no more than it was given."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_dotted_inputs import Link, written_links
from dataflow_debugger.agent.fixes.edits_nodes import wires
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import sites, text_glob
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
    if not made:
        _between_rows(project, changes, source, outputs, reads)
    changes.done()


def _between_rows(project: Project, changes: Changes, source: str, outputs: list[str], reads: str) -> None:
    """The same where connections are rows of a list: the node is added behind the write, and has a row as well."""
    first = True
    for file, whole, parts in written_links(project):
        owner, port = parts[:2]
        if not isinstance(whole, (ast.Tuple, ast.List)) or text_glob(project, file, owner) != source:
            continue
        if not isinstance(port, ast.Constant) or port.value not in outputs:
            continue
        text, link = project.source(file), Link(file, whole, parts, ())
        quote = brackets.usual_quote(text)
        name, key = brackets.quoted(f"{source}_row", quote), brackets.quoted("id", quote)
        rows = [link.spelt(text, from_output=key, to_node=name, to_input=key)] if first else []
        rows.append(link.spelt(text, from_node=name))
        indent = text.indent(text.line_of(text.span(whole)[0]))
        apart = f",\n{indent}" if text.line_of(text.span(whole)[0]) != text.holder(whole).lineno else ", "
        changes.add(file, [Splice(*text.span(whole), apart.join(rows))])
        first = False
    if first or not _added(project, changes, source, reads):
        raise NoEdit("it is not seen how the node and its connections are added")


def _added(project: Project, changes: Changes, source: str, reads: str) -> bool:
    """Add the node that reads behind the node that writes, in the way that this one is added."""
    behind = [site for site in sites(project) if site.kind == "node" and site.node == source]
    for site in behind:
        text, call = project.source(site.file), site.call
        if not isinstance(call.func, ast.Attribute) or not isinstance(text.holder(call), ast.Expr):
            return False
        quote, end = brackets.usual_quote(text), text.span(text.holder(call))[1]
        kind, name = brackets.quoted(reads, quote), brackets.quoted(f"{source}_row", quote)
        builder = text.segment(call.func.value)
        line = f"\n{text.indent(text.holder(call).lineno)}{builder}.add_node({kind}, {name}, {{}})"
        changes.add(site.file, [Splice(end, end, line)])
    return bool(behind)
