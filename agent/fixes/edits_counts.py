"""The edit that lets a count node count what a list node only returns a page of."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_nodes import wires
from dataflow_debugger.agent.fixes.keys import Changes, site_mappings, sites_at
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.results_used import is_result_of
from dataflow_debugger.agent.fixes.sites import Site, text_glob
from dataflow_debugger.agent.fixes.spans import Source, Splice


@edit
def count_with_node(project: Project, at: At) -> None:
    """Add a count node with the filter of a list node beside it, and read the number of rows from there."""
    if at.node is None or at.model is None or at.node_type is None:
        raise NoEdit("the list node is not known")
    site = next((s for s in sites_at(project, at) if s.kind == "node" and s.node_type == at.node_type), None)
    if site is None or not isinstance(site.call.func, ast.Attribute):
        raise NoEdit("the list node is not written out")
    if any(_feeds(project, wire.file, wire.parts, at.node) for wire in wires(project)):
        raise NoEdit("the filter comes through a connection")
    changes = Changes(project)
    source, counted = project.source(site.file), f"{at.node}_total"
    quote = brackets.usual_quote(source)
    builder, words = source.segment(site.call.func.value), (f"{at.model}CountNode", counted)
    kind, name = (brackets.quoted(word, quote) for word in words)
    line = f"{builder}.add_node({kind}, {name}, {_config(project, site, quote)})"
    changes.add(site.file, [inserted(source, source.holder(site.call), line, after=True)])
    for file in project.python():
        here = project.source(file)
        for node in here.nodes:
            if isinstance(node, ast.Subscript) and is_result_of(project, file, node, at.node):
                changes.add(file, _counted(here, node, counted))
    if len([one for splices in changes.splices.values() for one in splices]) < 2:
        raise NoEdit("no place takes the node's result")
    changes.done()


def _feeds(project: Project, file: str, parts: dict[str, ast.expr | None], node: str) -> bool:
    ends = [text_glob(project, file, parts.get(part)) for part in ("to_node", "to_input")]
    return ends == [node, "filter"]


def _config(project: Project, site: Site, quote: str) -> str:
    """The parameters of the count node: the filter of the list node, as it is written there."""
    known = site_mappings(project, site)
    entries = [entry for mapping in known if (entry := mapping.get("filter")) is not None]
    if not entries:
        return "{}"
    if len(entries) > 1 or entries[0].file != site.file:
        raise NoEdit("the filter is not written beside the node")
    return f"{{{brackets.quoted('filter', quote)}: {project.source(site.file).segment(entries[0].value)}}}"


def _counted(source: Source, node: ast.Subscript, counted: str) -> list[Splice]:
    """The reads of `count` of a result taken from the count node, or the whole result with that count."""
    results, quote = source.segment(node.value), brackets.usual_quote(source)
    total = f"{results}[{brackets.quoted(counted, quote)}][{brackets.quoted('count', quote)}]"
    parent = source.parent(node)
    if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
        name, scope = parent.targets[0].id, source.scope_of(node)
        uses = [
            one
            for one in ast.walk(scope)
            if isinstance(one, ast.Name) and one.id == name and isinstance(one.ctx, ast.Load)
        ]
        reads = [read for one in uses if (read := _read_of(source, one)) is not None]
        if reads and not any(isinstance(source.parent(one), ast.Return) for one in uses):
            return [Splice(*source.span(read), total) for read in reads]
    read = _read_of(source, node)
    if read is not None:
        return [Splice(*source.span(read), total)]
    if isinstance(parent, (ast.Subscript, ast.Attribute)):
        return []
    text = f"{{**{source.segment(node)}, {brackets.quoted('count', quote)}: {total}}}"
    return [Splice(*source.span(node), text)]


def _read_of(source: Source, node: ast.expr) -> ast.expr | None:
    """`node["count"]` or `node.get("count")` around an expression."""
    parent = source.parent(node)
    if isinstance(parent, ast.Subscript) and parent.value is node:
        return parent if _is_count(parent.slice) else None
    if isinstance(parent, ast.Attribute) and parent.attr == "get":
        call = source.parent(parent)
        if isinstance(call, ast.Call) and call.func is parent and call.args and _is_count(call.args[0]):
            return call
    return None


def _is_count(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == "count"
