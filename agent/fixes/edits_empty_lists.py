"""Edits of filters whose list of values may be empty."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.keys import Changes, Found, sites_at, walk
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

# What an Express call answers where nothing fits.
_NOTHING = {"list": "[]", "count": "0", "find_one": "None"}
# Expressions that stay whole before `or`.
_WHOLE = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.ListComp, ast.List, ast.Tuple)


@edit
def ask_only_with_values(project: Project, at: At, *, field: str, operator: str) -> None:
    """Make the Express call only where its `$in` list has values, and answer with nothing where it has none."""
    for found in _lists(project, at, field, operator):
        site, value = found.site, found.entry.value
        source = project.source(site.file)
        empty = _NOTHING.get(site.call.func.attr if isinstance(site.call.func, ast.Attribute) else "")
        same = found.entry.file == site.file and source.function(value) is source.function(site.call)
        if site.kind != "express" or operator != "$in" or empty is None or not same:
            continue
        if not isinstance(value, (ast.Name, ast.Attribute)):
            continue
        whole: ast.expr = site.call
        above = source.parent(site.call)
        if isinstance(above, ast.Await):
            whole, above = above, source.parent(above)
        text = f"{source.segment(whole)} if {source.segment(value)} else {empty}"
        if not isinstance(above, (ast.Return, ast.Assign, ast.AnnAssign)):
            text = f"({text})"
        project.splice(site.file, [Splice(*source.span(whole), text)])
        return
    raise NoEdit("no Express call asks with a named list")


@edit
def empty_list_for_nothing(project: Project, at: At, *, field: str, operator: str) -> None:
    """Give `$in` a list with None, which fits no row, in place of an empty one; leave an empty `$nin` out."""
    changes = Changes(project)
    for found in _lists(project, at, field, operator):
        source, value = project.source(found.entry.file), found.entry.value
        if operator == "$in":
            text = source.segment(value)
            text = text if isinstance(value, _WHOLE) else f"({text})"
            changes.add(found.entry.file, [Splice(*source.outer_span(value), f"{text} or [None]")])
        else:
            changes.add(found.entry.file, [_left_out(source, found)])
    changes.done()


def _lists(project: Project, at: At, field: str, operator: str) -> Iterator[Found]:
    for site in sites_at(project, at):
        for mapping, path in walk(project, site, 3):
            for entry in mapping.entries:
                if entry.key == operator and path[-1:] == (field,):
                    yield Found(site, mapping, entry, path)


def _left_out(source: Source, found: Found) -> Splice:
    """The condition of a field as one that is only there where the list has values."""
    value, inner = found.entry.value, found.mapping.node
    outer = source.parent(inner)
    alone = isinstance(inner, ast.Dict) and len(inner.keys) == 1 and isinstance(outer, ast.Dict)
    if not alone or not isinstance(value, (ast.Name, ast.Attribute)) or not isinstance(outer, ast.Dict):
        raise NoEdit("the condition does not stand alone in a dict")
    key = next(key for key, one in zip(outer.keys, outer.values, strict=True) if one is inner)
    if key is None:
        raise NoEdit("the condition has no key of its own")
    start, end = source.span(key)[0], source.span(inner)[1]
    text = f"**({{{source.text[start:end]}}} if {source.segment(value)} else {{}})"
    return Splice(start, end, text)
