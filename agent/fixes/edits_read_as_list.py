"""The edit that lets a list node find the record which a read node cannot look up."""

from __future__ import annotations

import ast
import contextlib

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_keys import nest_keys
from dataflow_debugger.agent.fixes.edits_records import declared
from dataflow_debugger.agent.fixes.helpers import asks_for, helper_call
from dataflow_debugger.agent.fixes.keys import Changes, site_mappings, sites_at
from dataflow_debugger.agent.fixes.mapping import Mapping, added, renamed, revalued
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.results_used import is_result_of
from dataflow_debugger.agent.fixes.sites import Site
from dataflow_debugger.agent.fixes.spans import Function, Source, Splice
from dataflow_debugger.agent.fixes.strings import respelt


@edit
def read_as_list(project: Project, at: At) -> None:
    """Turn a read node with a filter into a list node, and take the first record where its result is used.

    Conditions beside the parameters go under `filter`. Where a helper adds the node and returns its result, its
    calls that look for a record so are changed, and no other.
    """
    if at.node is None or at.node_type is None or at.model is None:
        raise NoEdit("the read node is not known")
    known = declared(project, at.model)
    with contextlib.suppress(NoEdit):
        nest_keys(project, at, keys=[name for name in known if name != "id"], under="filter")
    changes = Changes(project)
    direct = False
    for site in sites_at(project, at):
        if site.kind != "node" or site.type_node is None:
            continue
        calls = list(_calls_by_filter(project, site, at.node_type))
        for mapping, file, call in calls:
            _through_helper(project, changes, at, site, mapping, file, call)
        if not calls and site.node_type == at.node_type:
            start, end = project.source(site.file).span(site.type_node)
            changes.add(site.file, [Splice(start, end, f'"{at.model}ListNode"')])
            direct = True
    if not changes.splices:
        raise NoEdit("the read node is not written out")
    for file in project.python() if direct else ():
        source = project.source(file)
        for node in source.nodes:
            if is_result_of(project, file, node, at.node) and not _asks_for_failure(source, node):
                place = source.span(node)[1]
                changes.add(file, [Splice(place, place, '["records"][0]')])
    changes.done()


def _calls_by_filter(project: Project, site: Site, node_type: str) -> list[tuple[Mapping, str, ast.Call]]:
    """The calls of a helper that let it add the node with a filter and without an id."""
    found = []
    for mapping in site_mappings(project, site):
        told = mapping.get("id") or mapping.get("record_id")
        helper = helper_call(project, site, mapping)
        if helper is None or told is not None or mapping.get("filter") is None:
            continue
        if asks_for(project, site, mapping, node_type):
            found.append((mapping, *helper))
    return found


def _through_helper(
    project: Project, changes: Changes, at: At, site: Site, mapping: Mapping, file: str, call: ast.Call
) -> None:
    """Let one call of a helper list, and take the first record of what it returns."""
    source, helper = project.source(file), project.source(site.file).function(site.call)
    if site.type_node is None or helper is None or not _returns_result(project, site, helper):
        raise NoEdit("the helper does not return the node's result")
    start, end = source.span(call)
    spelt = [
        splice
        for where, splice in respelt(
            project, site.file, site.type_node, str(at.node_type), f"{at.model}ListNode"
        )
        if where == file and start <= splice.start and splice.end <= end
    ]
    if not spelt:
        raise NoEdit("the type of the node is not given by the call")
    changes.add(file, spelt)
    changes.add(mapping.file, _first_only(project.source(mapping.file), mapping))
    whole: ast.expr = call
    above = source.parent(call)
    if isinstance(above, ast.Await):
        whole = above
    records = brackets.quoted("records", brackets.usual_quote(source))
    none = "None" if _compared_with_none(source, whole) else "{}"
    head, tail = ("(", ")") if isinstance(whole, ast.Await) else ("", "")
    first, last = source.span(whole)
    changes.add(file, [Splice(first, first, f"next(iter({head}")])
    changes.add(file, [Splice(last, last, f"{tail}[{records}]), {none})")])


def _first_only(source: Source, mapping: Mapping) -> list[Splice]:
    """The parameters of the list node: one record, and nothing that only a read node knows."""
    if mapping.get("limit") is not None:
        return []
    flag = mapping.get("raise_on_not_found")
    if flag is not None and flag.file == mapping.file:
        return [*renamed(source, flag, "limit"), *revalued(source, flag, "1")]
    return added(source, mapping, "limit", "1")


def _returns_result(project: Project, site: Site, helper: Function) -> bool:
    """Whether a helper returns the result of the node that it adds, or an empty value instead."""
    source = project.source(site.file)
    values = [
        node.value
        for node in ast.walk(helper)
        if isinstance(node, ast.Return) and node.value is not None and source.function(node) is helper
    ]
    identity = source.segment(site.id_node) if site.id_node is not None else None
    return bool(values) and all(_is_of_node(source, value, identity) for value in values)


def _is_of_node(source: Source, value: ast.expr, identity: str | None) -> bool:
    if isinstance(value, ast.BoolOp) and isinstance(value.op, ast.Or):
        value = value.values[0]
    if isinstance(value, ast.Subscript):
        return source.segment(value.slice) == identity
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "get":
        return bool(value.args) and source.segment(value.args[0]) == identity
    return False


def _compared_with_none(source: Source, call: ast.expr) -> bool:
    """Whether the function that gets the record asks if it is None."""
    holder = source.parent(call)
    if not isinstance(holder, ast.Assign) or not isinstance(holder.targets[0], ast.Name):
        return False
    name = holder.targets[0].id
    return any(
        isinstance(node, ast.Compare)
        and isinstance(node.left, ast.Name)
        and node.left.id == name
        and isinstance(node.ops[0], (ast.Is, ast.IsNot))
        for node in ast.walk(source.scope_of(call))
    )


def _asks_for_failure(source: Source, node: ast.AST) -> bool:
    """Whether `results["name"]` is only asked whether the node failed."""
    around = source.parent(node)
    key = around.slice if isinstance(around, ast.Subscript) else None
    if isinstance(around, ast.Attribute) and around.attr == "get":
        call = source.parent(around)
        key = call.args[0] if isinstance(call, ast.Call) and call.args else None
    return isinstance(key, ast.Constant) and key.value in (
        "error",
        "failed",
        "error_type",
        "found",
        "records",
    )
