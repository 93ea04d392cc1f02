"""The edit that looks up the id which the database drew for a new record."""

from __future__ import annotations

import ast
import fnmatch

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_nodes import wires
from dataflow_debugger.agent.fixes.keys import Changes, site_mappings, sites_at
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, text_glob
from dataflow_debugger.agent.fixes.spans import Source, Splice

# Values that are the same when they are written twice.
_STILL = (ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.Load)


@edit
def read_drawn_id(project: Project, at: At) -> None:
    """Read the new record's id after a create node, and let the connections take it from there.

    A list node finds the newest record with the fields that were given, a PythonCodeNode takes its id.
    """
    if at.node is None or at.node_type is None or at.model is None:
        raise NoEdit("the create node is not known")
    site = next((s for s in sites_at(project, _node_of(at)) if s.kind == "node" and s.id_node), None)
    if site is None or site.node_type != at.node_type or not isinstance(site.call.func, ast.Attribute):
        raise NoEdit("the create node is not written out")
    changes = Changes(project)
    source = project.source(site.file)
    lines = _lines(project, site, at.model, source)
    changes.add(site.file, [inserted(source, source.holder(site.call), "\n".join(lines), after=True)])
    moved = 0
    for wire in wires(project):
        first, port = wire.parts.get("from_node"), wire.parts.get("from_output")
        if first is None or port is None or text_glob(project, wire.file, port) != "id":
            continue
        if fnmatch.fnmatchcase(at.node, text_glob(project, wire.file, first)):
            here = project.source(wire.file)
            quote = brackets.usual_quote(here)
            changes.add(wire.file, [Splice(*here.span(first), _named(here, first, "_id"))])
            changes.add(wire.file, [Splice(*here.span(port), brackets.quoted("result", quote))])
            moved += 1
    if not moved:
        raise NoEdit("no connection takes the id")
    changes.done()


def _node_of(at: At) -> At:
    """The place of the node, not that of the connection which the evidence points at."""
    return At(node=at.node, node_type=at.node_type)


def _lines(project: Project, site: Site, model: str, source: Source) -> list[str]:
    assert isinstance(site.call.func, ast.Attribute) and site.id_node is not None
    quote = brackets.usual_quote(source)

    def text(word: str) -> str:
        return brackets.quoted(word, quote)

    builder, create = source.segment(site.call.func.value), source.segment(site.id_node)
    stored, drawn = _named(source, site.id_node, "_stored"), _named(source, site.id_node, "_id")
    same = _same_values(project, site, source, quote)
    condition = f"{text('filter')}: {{{', '.join(same)}}}, " if same else ""
    newest = f"{{{condition}{text('order_by')}: [{text('-id')}], {text('limit')}: 1}}"
    code = f"""{{{text("code")}: {text("result = records[0]['id']")}}}"""
    return [
        f"{builder}.add_node({text(model + 'ListNode')}, {stored}, {newest})",
        f"{builder}.add_connection({create}, {text('rows_affected')}, {stored}, {text('_after')})",
        f"{builder}.add_node({text('PythonCodeNode')}, {drawn}, {code})",
        f"{builder}.add_connection({stored}, {text('records')}, {drawn}, {text('records')})",
    ]


def _same_values(project: Project, site: Site, source: Source, quote: str) -> list[str]:
    """The fields that the create node is given beside it and that can be written once more, as items."""
    known = site_mappings(project, site)
    if len(known) != 1 or known[0].file != site.file:
        return []
    function = source.function(site.call)
    return [
        f"{brackets.quoted(entry.key, quote)}: {source.segment(entry.value)}"
        for entry in known[0].entries
        if entry.file == site.file
        and source.function(entry.value) is function
        and all(isinstance(part, _STILL) for part in ast.walk(entry.value))
        and not (isinstance(entry.value, ast.Constant) and entry.value.value is None)
    ]


def _named(source: Source, node: ast.expr, ending: str) -> str:
    """A node id with an ending, written like the id itself."""
    text = source.segment(node)
    if isinstance(node, (ast.Constant, ast.JoinedStr)) and text.endswith(("'", '"')):
        return f"{text[:-1]}{ending}{text[-1]}"
    return f'f"{{{text}}}{ending}"'
