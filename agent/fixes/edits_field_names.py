"""The edit that gives a model's field another name, with every use of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_models import field_of, names_declared
from dataflow_debugger.agent.fixes.expressions import fresh, operand
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.keys import Changes, site_mappings, walk
from dataflow_debugger.agent.fixes.mapping import renamed
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, arguments, is_express, sites, text_glob
from dataflow_debugger.agent.fixes.spans import Source, Splice
from dataflow_debugger.agent.fixes.strings import replaced

# What gives dicts whose keys come from outside.
_READERS = ("DictReader", "loads", "load", "safe_load", "groupdict", "json")


@edit
def rename_field(project: Project, at: At, *, field: str, to: str) -> None:
    """Rename a model's field where it is declared and where nodes and Express calls use it."""
    file, owner, statement = field_of(project, at, field)
    target = statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0]
    if any(to in names_declared(other) for other in owner.body):
        raise NoEdit(f"the model has a field {to!r} already")
    model = at.model or owner.name
    changes = Changes(project)
    changes.add(file, [Splice(*project.source(file).span(target), to)])
    renamed_in: set[ast.AST] = set()
    for site in sites(project):
        if site.model != model:
            continue
        for mapping, _path in walk(project, site):
            for entry in mapping.entries:
                if entry.key == field:
                    renamed_in |= {mapping.node, entry.holder}
                    changes.add(entry.file, renamed(project.source(entry.file), entry, to))
        changes.add(site.file, _order(project.source(site.file), site.call, field, to))
        changes.add(site.file, _handed_on(project, site, field, to))
    for where in project.python():
        changes.add(where, _reads(project, where, renamed_in, field, to, model))
        for name, splice in _read_by_name(project, where, model, field, to):
            changes.add(name, [splice])
    changes.done()


def _handed_on(project: Project, site: Site, field: str, to: str) -> list[Splice]:
    """A record that the program does not write itself (a row of a CSV file) under the new name, at the call."""
    whole = site.operation == "create" or (site.kind == "express" and site.operation in ("update", "upsert"))
    if site.config is None or site.config is site.call or not whole:
        return []
    if isinstance(site.config, ast.Dict) or any(one.entries for one in site_mappings(project, site)):
        return []
    source = project.source(site.file)
    scope, quote = source.function(site.call) or source.tree, brackets.usual_quote(source)
    key, value = fresh(scope, "key", "name"), fresh(scope, "value", "given")
    old, new = brackets.quoted(field, quote), brackets.quoted(to, quote)
    items = f"{operand(source.segment(site.config))}.items()"
    text = f"{{{new} if {key} == {old} else {key}: {value} for {key}, {value} in {items}}}"
    return [Splice(*source.outer_span(site.config), text)]


def _order(source: Source, call: ast.Call, field: str, to: str) -> list[Splice]:
    """The field in the order of a list, `-field` too."""
    orders = [word.value for word in call.keywords if word.arg == "order_by"]
    found = [node for order in orders for node in ast.walk(order) if isinstance(node, ast.Constant)]
    return [
        s for node in found for sign in ("", "-") for s in _constant(source, node, sign + field, sign + to)
    ]


def _reads(
    project: Project, file: str, renamed_in: set[ast.AST], field: str, to: str, model: str
) -> list[Splice]:
    """`row["field"]` and `row.get("field")` of anything but the program's other dicts, and names in connections."""
    source, found = project.source(file), []
    for node in source.nodes:
        name, base = None, None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            name, base = node.slice, node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "get" and node.args:
                name, base = node.args[0], node.func.value
            elif node.func.attr == "add_connection":
                found += [s for arg in node.args[1::2] for s in _constant(source, arg, field, to)]
            elif node.func.attr == "itemgetter":
                found += [s for arg in node.args for s in _constant(source, arg, field, to)]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "itemgetter":
            found += [s for arg in node.args for s in _constant(source, arg, field, to)]
        spelt = _constant(source, name, field, to) if name is not None else []
        if spelt and base is not None and not _of_another_dict(project, file, base, renamed_in, model):
            found += spelt
    return found


def _read_by_name(
    project: Project, file: str, model: str, field: str, to: str
) -> Iterator[tuple[str, Splice]]:
    """`row[column]` of rows of the model, whose columns are written elsewhere: the field among them."""
    for node in project.source(file).nodes:
        if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name)):
            continue
        places = [place for place in written(project, file, node.slice) if not place.item]
        named = [p for p in places if isinstance(p.node, ast.Constant) and p.node.value == field]
        if named and model in _models_of(project, file, node.value):
            yield from (
                (p.file, s) for p in named for s in _constant(project.source(p.file), p.node, field, to)
            )


def _of_another_dict(
    project: Project, file: str, base: ast.expr, renamed_in: set[ast.AST], model: str
) -> bool:
    """Whether a value is a dict whose keys stay: written in the program, read from a file, of another model."""
    places = written(project, file, base)
    dicts = [place.node for place in places if isinstance(place.node, ast.Dict) and not place.item]
    calls = [place.node.func for place in places if isinstance(place.node, ast.Call)]
    read = [func for func in calls if getattr(func, "attr", getattr(func, "id", "")) in _READERS]
    models = _models_of(project, file, base)
    other = bool(models) and not models & {model, "*"}
    return (bool(dicts or read) and not any(node in renamed_in for node in dicts)) or other


def _models_of(project: Project, file: str, base: ast.expr) -> set[str]:
    """The models of the Express calls that a row may come from, `*` for one that is not known."""
    found = set()
    for place in written(project, file, _whole(base)):
        call = _whole(place.node)
        if isinstance(call, ast.Call) and is_express(project, place.file, call):
            args, words = arguments(call)
            found.add(text_glob(project, place.file, args[0] if args else words.get("model")))
    return found


def _whole(node: ast.expr) -> ast.expr:
    while isinstance(node, (ast.Subscript, ast.Await)):
        node = node.value
    return node


def _constant(source: Source, node: ast.expr, old: str, new: str) -> list[Splice]:
    return [replaced(source, node, new)] if isinstance(node, ast.Constant) and node.value == old else []
