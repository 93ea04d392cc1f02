"""Edits of the times that a program stores: without their zone, where they are made or where they are given."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_models import model_classes
from dataflow_debugger.agent.fixes.edits_stored_values import converted, given_for, values_at
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.imports import with_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import sites
from dataflow_debugger.agent.fixes.spans import Splice

_DROP = ".replace(tzinfo=None)"
_TO_UTC = f"$VALUE.astimezone(timezone.utc){_DROP}"
_TIMEZONE = "from datetime import timezone"
_UTC = ("timezone.utc", "datetime.timezone.utc", "UTC", "datetime.UTC", "utc")
_MANAGED = ("created_at", "updated_at")
_DEPTH = 8

Place = tuple[str, ast.expr]


@edit
def naive_times(
    project: Project, at: At, *, key: str, value: str, under: str | None = None, imports: str | None = None
) -> None:
    """Take the zone from every time that is given for a datetime field, in UTC.

    What functions of the program return, and what is made in the call itself, changes there; of variables and of
    what callers hand over, the value given changes. The value under `key` gets the expression `value`
    where it is not known how it is made. Raises NoEdit where none is seen to be made with a zone.
    """
    given = {
        (file, node): _makers(project, file, node)
        for file, node, listed in _given_times(project)
        if not listed and not isinstance(node, ast.Dict)
    }
    if not any(given.values()):
        raise NoEdit("no time is made with a zone")
    changes = Changes(project)
    owned = {place: {_owned(project, place, maker) for maker in found} for place, found in given.items()}
    # A value that comes from both ways is changed where it is given, and then so are all.
    at_source = all(len(ways) < 2 for ways in owned.values())
    for place, found in given.items():
        for file, node in found if at_source and owned[place] == {True} else [place] if found else []:
            changes.add(file, _without_zone(project, file, node))
    for file, node in _values(project, at, key, under):
        if not given.get((file, node)) and not isinstance(node, ast.Dict):
            template, added = with_import(project, file, imports, value)
            text = converted(project.source(file), node, template)
            span = project.source(file).outer_span(node)
            changes.add(file, [Splice(*span, text), *added] if text is not None else [])
    changes.done()


def _values(project: Project, at: At, key: str, under: str | None) -> list[Place]:
    try:
        return values_at(project, at, key, under)
    except NoEdit:
        return []


def _given_times(project: Project) -> Iterator[tuple[str, ast.expr, bool]]:
    """What calls and nodes are given for the datetime fields of their models."""
    for model in {site.model for site in sites(project)}:
        fields = set(_MANAGED)
        for _, owner in model_classes(project, model):
            fields |= {
                ast.unparse(one.target)
                for one in owner.body
                if isinstance(one, ast.AnnAssign) and "datetime" in ast.unparse(one.annotation)
            }
        for field in sorted(fields):
            yield from given_for(project, model, field)


def _makers(project: Project, file: str, node: ast.expr, depth: int = _DEPTH) -> list[Place]:
    """The expressions that make a time with a zone and from which the value comes."""
    if depth <= 0:
        return []
    found: list[Place] = []
    for place in written(project, file, node):
        made = place.node
        if isinstance(made, ast.BinOp):
            found += _makers(project, place.file, made.left, depth - 1)
            found += _makers(project, place.file, made.right, depth - 1)
        elif isinstance(made, ast.Call) and not place.item:
            inner = _kept(made)
            if _zone(made) is not None:
                found.append((place.file, made))
            elif inner is not None:
                found += _makers(project, place.file, inner, depth - 1)
    return list(dict.fromkeys(found))


def _kept(call: ast.Call) -> ast.expr | None:
    """The time of which `.replace(hour=0)` makes another with the same zone."""
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr == "replace":
        return function.value if all(word.arg != "tzinfo" for word in call.keywords) else None
    return None


def _zone(call: ast.Call) -> str | None:
    """The zone that a call gives to the time it makes, as source text; None where it gives none."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = {word.arg: word.value for word in call.keywords}
    index = {"now": 0, "fromtimestamp": 1, "astimezone": 0}.get(name)
    if index is not None:
        given = call.args[index] if len(call.args) > index else words.get("tz")
        if given is None:
            return "local" if name == "astimezone" else None
    elif name in ("datetime", "replace"):
        given = words.get("tzinfo")
    else:
        return None
    none = given is None or (isinstance(given, ast.Constant) and given.value is None)
    return None if none or given is None else ast.unparse(given)


def _owned(project: Project, place: Place, maker: Place) -> bool:
    """Whether a time is made in the value itself, or by a function that returns it."""
    if any(node is maker[1] for node in ast.walk(place[1])):
        return True
    source = project.source(maker[0])
    statement, function = source.holder(maker[1]), source.function(maker[1])
    if isinstance(statement, ast.Return):
        return True
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    kept = {target.id for target in targets if isinstance(target, ast.Name)}
    returned = [one for one in ast.walk(function) if isinstance(one, ast.Return)] if function else []
    names = (node for one in returned for node in ast.walk(one) if isinstance(node, ast.Name))
    return any(node.id in kept for node in names)


def _without_zone(project: Project, file: str, node: ast.expr) -> list[Splice]:
    """The time in UTC without its zone."""
    source = project.source(file)
    if isinstance(node, ast.Call) and _zone(node) in _UTC:
        end = source.span(node)[1]
        return [Splice(end, end, _DROP)]
    template, added = with_import(project, file, _TIMEZONE, _TO_UTC)
    text = converted(source, node, template)
    return [Splice(*source.outer_span(node), text), *added] if text is not None else []
