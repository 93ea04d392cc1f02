"""Edits of the records and dicts that nodes get: evened, named, moved from one parameter to another."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_models import model_classes
from dataflow_debugger.agent.fixes.keys import Changes, entries, site_mappings, sites_at
from dataflow_debugger.agent.fixes.mapping import Entry, Mapping, added, mappings, renamed, revalued
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place
from dataflow_debugger.agent.fixes.sites import Site
from dataflow_debugger.agent.fixes.spans import Source, Splice

_Fields = dict[str, tuple[str, str | None]]
_EMPTY = {"str": '""', "int": "0", "float": "0.0", "bool": "False", "list": "[]", "dict": "{}"}


def declared(project: Project, model: str | None) -> _Fields:
    """The fields of a model's class: annotation and default as written."""
    fields: _Fields = {}
    for file, owner in model_classes(project, model):
        source = project.source(file)
        for statement in owner.body:
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                default = source.segment(statement.value) if statement.value is not None else None
                fields.setdefault(statement.target.id, (source.segment(statement.annotation), default))
    return fields


def _value_for(fields: _Fields, name: str) -> str:
    annotation, default = fields.get(name, ("", None))
    if default is not None:
        return default
    if re.search(r"\bOptional\b|\bNone\b", annotation):
        return "None"
    return _EMPTY.get(annotation.split("[")[0].lower(), "None")


@edit
def even_records(project: Project, at: At, *, under: str = "data", keys: list[str] | None = None) -> None:
    """Give every record of a list the keys that any of them has, with the model's default as the value.

    Where the records are not written as dicts that have all `keys` of the run, they get them at the call.
    """
    fields = declared(project, at.model)
    changes = Changes(project)
    for site in sites_at(project, at):
        given, records = _given_records(project, site, under)
        names = list(dict.fromkeys(name for record in records for name in record.key_names()))
        whole = set(keys or ()) <= set(names)
        evened = [(one.file, _with_keys(project, one, names, fields)) for one in records if whole]
        for file, splices in evened:
            changes.add(file, splices)
        if given is not None and keys and not any(splices for _, splices in evened):
            changes.add(given.file, [_with_keys_at_call(project, given, keys, fields)])
    changes.done()


def _given_records(project: Project, site: Site, under: str) -> tuple[Place | None, list[Mapping]]:
    """The expression that hands over the records of a bulk call, and the records as far as they are written."""
    outer = site_mappings(project, site)
    if site.kind == "express":
        return (Place(site.file, site.config) if site.config is not None else None), outer
    lists = [entry for mapping in outer if (entry := mapping.get(under)) is not None]
    records = [record for entry in lists for record in mappings(project, entry.file, entry.value)]
    return (Place(lists[-1].file, lists[-1].value) if lists else None), records


def _with_keys(project: Project, record: Mapping, names: list[str], fields: _Fields) -> list[Splice]:
    """The keys that a record need not have, put where a value that it does have still comes later."""
    lacking = [name for name in names if not _always(project, record, name)]
    source = project.source(record.file)
    if not lacking or not record.open:
        return []
    if isinstance(record.node, ast.Call):
        maybe = [name for name in lacking if record.get(name) is None and name.isidentifier()]
        text = ", ".join(f"{name}={_value_for(fields, name)}" for name in maybe)
        return brackets.add(source, record.node, text) if maybe else []
    assert isinstance(record.node, ast.Dict)
    quote = brackets.usual_quote(source)
    items = ", ".join(f"{brackets.quoted(name, quote)}: {_value_for(fields, name)}" for name in lacking)
    if None in record.node.keys:
        return brackets.prepend(source, record.node, items)
    last = record.node.values[-1] if record.node.values else None
    end = source.outer_span(last)[1] if last is not None else source.span(record.node)[0] + 1
    return [Splice(end, end, f", {items}" if last is not None else items)]


def _always(project: Project, record: Mapping, name: str) -> bool:
    """Whether a record has the key whichever way the program takes."""
    source = project.source(record.file)
    for entry in record.entries:
        if entry.key == name and (entry.holder is record.node or _same_block(source, record, entry)):
            return True
    node = record.node
    pairs = zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ()
    for value in [value for key, value in pairs if key is None]:
        inner = mappings(project, record.file, value)
        if inner and all(_always(project, one, name) for one in inner):
            return True
    return False


def _same_block(source: Source, record: Mapping, entry: Entry) -> bool:
    """Whether a later statement that gives the key is run whenever the one that makes the record is."""
    if entry.file != record.file or not isinstance(entry.holder, ast.stmt) or record.node not in source.nodes:
        return False
    return entry.holder in source.block(source.holder(record.node))


def _with_keys_at_call(project: Project, given: Place, keys: list[str], fields: _Fields) -> Splice:
    """The records of a call with the keys put before each record's own."""
    source = project.source(given.file)
    quote = brackets.usual_quote(source)
    items = ", ".join(f"{brackets.quoted(key, quote)}: {_value_for(fields, key)}" for key in keys)
    row = expressions.fresh(source.scope_of(given.node), "row", "record")
    start, end = source.outer_span(given.node)
    return Splice(start, end, f"[{{{items}, **{row}}} for {row} in {source.text[start:end]}]")


@edit
def records_from_rows(project: Project, at: At, *, key: str = "data") -> None:
    """Make dicts of rows, with the names of the model's fields in their order."""
    names = list(declared(project, at.model))
    if not names:
        raise NoEdit("the fields of the model are not known")
    listed = ", ".join(f'"{name}"' for name in names)
    changes = Changes(project)
    for found in entries(project, at, key, whole_model=False):
        source = project.source(found.entry.file)
        start, end = source.outer_span(found.entry.value)
        text = f"[dict(zip(({listed}), row)) for row in {source.text[start:end]}]"
        changes.add(found.entry.file, revalued(source, found.entry, text))
    changes.done()


@edit
def rewrite_key(project: Project, at: At, *, key: str, to: str, value: str) -> None:
    """Give a key another name and another value at once; `$VALUE` stands for the present value."""
    changes = Changes(project)
    for found in entries(project, at, key, whole_model=False):
        source = project.source(found.entry.file)
        start, end = source.outer_span(found.entry.value)
        changes.add(found.entry.file, renamed(source, found.entry, to))
        text = value.replace("$VALUE", source.text[start:end])
        changes.add(found.entry.file, revalued(source, found.entry, text))
    changes.done()


@edit
def upsert_parts(project: Project, at: At, *, key: str) -> None:
    """Give an upsert node its values as `update` and `create` instead of under one other key."""
    changes = Changes(project)
    for found in entries(project, at, key, whole_model=False):
        source = project.source(found.entry.file)
        where = found.mapping.get("where")
        known = mappings(project, where.file, where.value) if where is not None else []
        unique = {name for mapping in known for name in mapping.key_names()}
        start, end = source.outer_span(found.entry.value)
        whole = source.text[start:end]
        update = _without(source, found.entry.value, unique)
        changes.add(found.entry.file, renamed(source, found.entry, "update"))
        changes.add(found.entry.file, revalued(source, found.entry, f'{update}, "create": {whole}'))
    changes.done()


def _without(source: Source, node: ast.expr, names: set[str]) -> str:
    if not isinstance(node, ast.Dict):
        text = source.segment(node)
        return f"{{k: v for k, v in {text}.items() if k not in {sorted(names)!r}}}"
    kept = [
        f"{source.segment(k)}: {source.segment(v)}"
        for k, v in zip(node.keys, node.values, strict=True)
        if k is not None and not (isinstance(k, ast.Constant) and k.value in names)
    ]
    return "{" + ", ".join(kept) + "}"


@edit
def complete_upsert(project: Project, at: At, *, fields: list[str]) -> None:
    """Give an upsert node's `create` the fields it lacks, with the model's default or an empty value."""
    known = declared(project, at.model)
    lacking = [f'"{name}": {_value_for(known, name)}' for name in fields]
    changes = Changes(project)
    for site in sites_at(project, at):
        for mapping in site_mappings(project, site):
            create = mapping.get("create")
            source = project.source(mapping.file)
            if create is None:
                parts = [_inner(source, mapping, name) for name in ("where", "update")]
                text = "{" + ", ".join([*filter(None, parts), *lacking]) + "}"
                changes.add(mapping.file, added(source, mapping, "create", text))
            elif isinstance(create.value, ast.Dict):
                start = project.source(create.file).span(create.value)[1] - 1
                lead = ", " if create.value.keys else ""
                changes.add(create.file, [Splice(start, start, lead + ", ".join(lacking))])
    changes.done()


def _inner(source: Source, mapping: Mapping, name: str) -> str:
    """The items of a dict under a key, to be put into another dict."""
    entry = mapping.get(name)
    if entry is None:
        return ""
    text = source.segment(entry.value).strip()
    return text[1:-1].strip().rstrip(",") if isinstance(entry.value, ast.Dict) else f"**{text}"
