"""Edits of programs that make objects of a model's class and save them, and of a model's options."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_model_use import instance_of_model
from dataflow_debugger.agent.fixes.edits_models import model_classes
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.mapping import Mapping, added, deleted, mappings, removed, renamed
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

_SAVES = frozenset({"save", "insert", "create", "store"})
_ADDS = frozenset({"add", "save", "insert"})


@edit
def object_to_record(project: Project, at: At, *, model: str) -> None:
    """Make records of a model's objects: `x = User(id=1)`, `x.save()`, `x.name` by dict, create and `x["name"]`."""
    changes = Changes(project)
    express = instance_of_model(project, model)
    for file in project.python():
        source = project.source(file)
        made = [call for call in source.calls() if _class_name(call) == model]
        names = {name for call in made for name in _names_of(source, call)}
        for call in made:
            changes.add(file, [Splice(*source.span(call.func), "dict")])
            if call.args:
                raise NoEdit("the fields are given without their names")
        for call in source.calls():
            changes.add(file, _saved(source, call, model, express, names, made))
        for node in source.nodes:
            if _is_field(source, node, names):
                assert isinstance(node, ast.Attribute)
                start, end = source.span(node.value)[1], source.span(node)[1]
                changes.add(file, [Splice(start, end, f'["{node.attr}"]')])
    changes.done()


def _class_name(call: ast.Call) -> str | None:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", None)


def _names_of(source: Source, call: ast.Call) -> Iterator[str]:
    """The variables that hold an object: assigned, or taken by a loop from the list that it stands in."""
    statement = source.statement(call)
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        name = statement.targets[0].id
        if statement.value is call:
            yield name
        else:
            yield from (
                loop.target.id
                for loop in source.nodes
                if isinstance(loop, (ast.For, ast.AsyncFor, ast.comprehension))
                and isinstance(loop.iter, ast.Name)
                and loop.iter.id == name
                and isinstance(loop.target, ast.Name)
            )
    elif isinstance(statement, ast.For) and isinstance(statement.target, ast.Name):
        inside = any(parent is statement.iter for parent in [call, *source.ancestors(call)])
        if inside:
            yield statement.target.id


def _saved(
    source: Source, call: ast.Call, model: str, express: str, names: set[str], made: list[ast.Call]
) -> list[Splice]:
    """What becomes of `x.save()`, `User(...).save()` and `session.add(x)`."""
    function = call.func
    if not isinstance(function, ast.Attribute):
        return []
    awaited = isinstance(source.parent(call), ast.Await)
    in_async = isinstance(source.function(call), ast.AsyncFunctionDef)
    create = f"{express}.express.create" if awaited or in_async else f"{express}.express_sync.create"
    if in_async and not awaited:
        create = f"await {create}"
    owner = function.value
    start, end = source.span(call)
    if function.attr in _SAVES and isinstance(owner, ast.Name) and owner.id in names:
        return [Splice(start, end, f'{create}("{model}", {owner.id})')]
    if function.attr in _SAVES and owner in made:
        return [
            Splice(start, start, f'{create}("{model}", '),
            Splice(source.span(owner)[1], end, ")"),
        ]
    given = call.args[0] if len(call.args) == 1 else None
    if function.attr in _ADDS and isinstance(given, ast.Name) and given.id in names:
        return [Splice(start, end, f'{create}("{model}", {given.id})')]
    return []


def _is_field(source: Source, node: ast.AST, names: set[str]) -> bool:
    """Whether a field of an object is read or set, and no method called."""
    if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names):
        return False
    outer = source.parent(node)
    return not (isinstance(outer, ast.Call) and outer.func is node)


@edit
def declare_unique(project: Project, at: At, *, model: str, fields: str) -> None:
    """Declare a unique index over fields in a model's `__dataflow__`; `fields` may be quoted names of a message."""
    names = re.findall(r"\w+", fields)
    listed = ", ".join(f'"{name}"' for name in names)
    index = f'{{"name": "uq_{model.lower()}_{"_".join(names)}", "fields": [{listed}], "unique": True}}'
    changes = Changes(project)
    for file, owner in model_classes(project, model):
        source = project.source(file)
        options = [s for s in owner.body if isinstance(s, ast.Assign) and _target(s) == "__dataflow__"]
        if not options:
            last = owner.body[-1]
            indent = source.indent(last.lineno)
            end = source.span(last)[1]
            changes.add(file, [Splice(end, end, f'\n\n{indent}__dataflow__ = {{"indexes": [{index}]}}')])
            continue
        for mapping in mappings(project, file, options[0].value)[:1]:
            changes.add(mapping.file, _with_index(project.source(mapping.file), mapping, index))
    changes.done()


@edit
def remove_option(project: Project, at: At, *, model: str, key: str) -> None:
    """Take a key out of a model's `__dataflow__`, and the whole of it when nothing else is in it."""
    changes = Changes(project)
    for file, owner in model_classes(project, model):
        source = project.source(file)
        for statement in owner.body:
            if not (isinstance(statement, ast.Assign) and _target(statement) == "__dataflow__"):
                continue
            for mapping in mappings(project, file, statement.value):
                gone = [entry for entry in mapping.entries if entry.key == key]
                if gone and len(mapping.entries) == len(gone) and isinstance(statement.value, ast.Dict):
                    changes.add(file, deleted(source, statement))
                else:
                    for entry in gone:
                        changes.add(entry.file, removed(project.source(entry.file), entry))
    changes.done()


@edit
def rename_index_key(project: Project, at: At, *, model: str, key: str, keys: list[str], to: str) -> None:
    """Give a key of the entries in a model's `indexes` another name, where they are written or made.

    `keys` are all keys of such an entry: where the class does not lead to it, a dict with just these is one.
    """
    changes = Changes(project)
    for file, owner in model_classes(project, model):
        for statement in owner.body:
            options = isinstance(statement, ast.Assign) and _target(statement) == "__dataflow__"
            for mapping in mappings(project, file, statement.value) if options else ():  # type: ignore[attr-defined]
                indexes = mapping.get("indexes")
                for entry in mappings(project, indexes.file, indexes.value) if indexes else ():
                    _rename_in(project, changes, entry, key, to)
    if not any(changes.splices.values()):
        for file in project.python():
            for node in project.source(file).by_type.get(ast.Dict, ()):
                assert isinstance(node, ast.Dict)
                for entry in mappings(project, file, node):
                    if set(entry.key_names()) == set(keys):
                        _rename_in(project, changes, entry, key, to)
    changes.done()


def _rename_in(project: Project, changes: Changes, mapping: Mapping, key: str, to: str) -> None:
    entry = mapping.get(key)
    if entry is not None and mapping.get(to) is None:
        changes.add(entry.file, renamed(project.source(entry.file), entry, to))


def _target(statement: ast.Assign) -> str:
    return ast.unparse(statement.targets[0])


def _with_index(source: Source, mapping: Mapping, index: str) -> list[Splice]:
    entry = mapping.get("indexes")
    if entry is None:
        return added(source, mapping, "indexes", f"[{index}]")
    if not isinstance(entry.value, ast.List):
        raise NoEdit("the indexes are no list in the source")
    if not entry.value.elts:
        return [Splice(*source.span(entry.value), f"[{index}]")]
    end = source.outer_span(entry.value.elts[-1])[1]
    return [Splice(end, end, f", {index}")]
