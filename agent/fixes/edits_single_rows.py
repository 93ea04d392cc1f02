"""Edits of calls and nodes for one record that are not told its id in the way they take it."""

from __future__ import annotations

import ast
import fnmatch
from contextlib import suppress

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.edits_nodes import wires
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.helpers import asks_for
from dataflow_debugger.agent.fixes.keys import Changes, entries
from dataflow_debugger.agent.fixes.mapping import added, key_of, mappings, removed, renamed
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place
from dataflow_debugger.agent.fixes.sites import arguments, is_express, text_glob
from dataflow_debugger.agent.fixes.spans import Splice
from dataflow_debugger.agent.fixes.strings import respelt


@edit
def id_itself(project: Project, at: At) -> None:
    """`read("User", {"id": x})` gets `x`; a read by other fields becomes `find_one`."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        source = project.source(file)
        args, words = arguments(call)
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        given = args[1] if len(args) > 1 else words.get("id")
        if name not in ("read", "update", "delete") or given is None:
            continue
        text = _id_in(project, file, given)
        if text is not None:
            changes.add(file, [Splice(*source.outer_span(given), text)])
        elif name == "read" and isinstance(call.func, ast.Attribute) and _is_filter(project, file, given):
            end = source.span(call.func)[1]
            changes.add(file, [Splice(end - len("read"), end, "find_one")])
    changes.done()


def _is_filter(project: Project, file: str, given: ast.expr) -> bool:
    places = written(project, file, given)
    return len(places) == 1 and isinstance(places[0].node, ast.Dict)


def _id_in(project: Project, file: str, given: ast.expr) -> str | None:
    """The id out of a dict that has no other condition, or out of a record that was read before.

    It is taken out at the call, whoever hands the dict over; None where one of them has other conditions.
    """
    source = project.source(file)
    places = written(project, file, given)
    if isinstance(given, ast.Dict):
        plain = len(given.keys) == 1 and key_of(project, file, given.keys[0] or given) == "id"
        return source.segment(given.values[0]) if plain else None
    dicts = [place for place in places if not _is_record(project, place)]
    known = mappings(project, file, given) if dicts else []
    plain = all(one.key_names() == ["id"] and one.open for one in known)
    if not places or not plain or len(known) < len(dicts):
        return None
    quote = brackets.usual_quote(source)
    return f"{expressions.operand(source.segment(given))}[{quote}id{quote}]"


def _is_record(project: Project, place: Place) -> bool:
    """Whether it is a whole record that an Express call gave."""
    call = place.node
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    methods = ("list",) if place.item == "element" else () if place.item else ("create", "read", "find_one")
    return call.func.attr in methods and is_express(project, place.file, call)


@edit
def flat_id_to_filter(project: Project, at: At) -> None:
    """Give a node its record's id in `filter`, where it stands flat; through a connection as `record_id`.

    As a parameter `record_id` has to be a number, and a connection cannot fill a part of `filter`.
    """
    changes = Changes(project)
    with suppress(NoEdit):
        for found in entries(project, at, "id", whole_model=False):
            if not found.path and asks_for(project, found.site, found.mapping, at.node_type):
                source, entry = project.source(found.entry.file), found.entry
                start, end = source.outer_span(entry.value)
                name = brackets.quoted("id", brackets.usual_quote(source))
                around = [Splice(start, start, f"{{{name}: "), Splice(end, end, "}")]
                changes.add(entry.file, [*renamed(source, entry, "filter"), *around])
    for wire in wires(project):
        owner, port = wire.parts.get("to_node"), wire.parts.get("to_input")
        if owner is None or port is None or at.node is None:
            continue
        if fnmatch.fnmatchcase(at.node, text_glob(project, wire.file, owner)):
            for file, splice in respelt(project, wire.file, port, "id", "record_id"):
                changes.add(file, [splice])
    changes.done()


@edit
def id_into_filter(project: Project, at: At, *, key: str) -> None:
    """Put the id that a node is given beside its `filter` among the conditions of the filter."""
    changes = Changes(project)
    for found in entries(project, at, key, whole_model=False):
        narrowed = found.mapping.get("filter")
        if found.path or narrowed is None or not asks_for(project, found.site, found.mapping, at.node_type):
            continue
        text = project.source(found.entry.file).segment(found.entry.value)
        for inner in mappings(project, narrowed.file, narrowed.value):
            if inner.open and inner.file == found.entry.file and inner.get("id") is None:
                source = project.source(inner.file)
                changes.add(inner.file, added(source, inner, "id", text))
                changes.add(inner.file, removed(source, found.entry))
    changes.done()
