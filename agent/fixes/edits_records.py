"""Edits of the records and dicts that nodes get: evened, named, moved from one parameter to another."""

from __future__ import annotations

import ast
import contextlib
import fnmatch
import re

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_keys import nest_keys
from dataflow_debugger.agent.fixes.edits_models import model_classes
from dataflow_debugger.agent.fixes.keys import Changes, entries, site_mappings, sites_at
from dataflow_debugger.agent.fixes.mapping import Mapping, added, mappings, renamed, revalued
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import text_glob
from dataflow_debugger.agent.fixes.spans import Source, Splice

_EMPTY = {"str": '""', "int": "0", "float": "0.0", "bool": "False", "list": "[]", "dict": "{}"}


def _declared(project: Project, model: str | None) -> dict[str, tuple[str, str | None]]:
    """The fields of a model's class: annotation and default as written."""
    fields: dict[str, tuple[str, str | None]] = {}
    for file, owner in model_classes(project, model):
        source = project.source(file)
        for statement in owner.body:
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                default = source.segment(statement.value) if statement.value is not None else None
                fields.setdefault(statement.target.id, (source.segment(statement.annotation), default))
    return fields


def _value_for(fields: dict[str, tuple[str, str | None]], name: str) -> str:
    annotation, default = fields.get(name, ("", None))
    if default is not None:
        return default
    if re.search(r"\bOptional\b|\bNone\b", annotation):
        return "None"
    return _EMPTY.get(annotation.split("[")[0].lower(), "None")


@edit
def even_records(project: Project, at: At, *, under: str = "data") -> None:
    """Give every record of a list the keys that any of them has, with the model's default as the value."""
    fields = _declared(project, at.model)
    changes = Changes(project)
    for site in sites_at(project, at):
        outer = site_mappings(project, site)
        lists = [m.get(under) for m in outer]
        records = [r for e in lists if e is not None for r in mappings(project, e.file, e.value)]
        if site.kind == "express":
            records = outer
        names = list(dict.fromkeys(name for record in records for name in record.key_names()))
        for record in records:
            text = _with_keys(project.source(record.file), record, names, fields)
            if text is not None:
                changes.add(record.file, [text])
    changes.done()


def _with_keys(
    source: Source, record: Mapping, names: list[str], fields: dict[str, tuple[str, str | None]]
) -> Splice | None:
    lacking = [name for name in names if record.get(name) is None]
    if not lacking or not isinstance(record.node, ast.Dict):
        return None
    items = ", ".join(f'"{name}": {_value_for(fields, name)}' for name in lacking)
    last = record.node.values[-1] if record.node.values else None
    end = source.outer_span(last)[1] if last is not None else source.span(record.node)[0] + 1
    return Splice(end, end, f", {items}" if last is not None else items)


@edit
def records_from_rows(project: Project, at: At, *, key: str = "data") -> None:
    """Make dicts of rows, with the names of the model's fields in their order."""
    names = list(_declared(project, at.model))
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
    known = _declared(project, at.model)
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


@edit
def read_as_list(project: Project, at: At) -> None:
    """Turn a read node with a filter into a list node, and take the first record where its result is used.

    Conditions beside the parameters go under `filter`.
    """
    if at.node is None or at.node_type is None or at.model is None:
        raise NoEdit("the read node is not known")
    known = _declared(project, at.model)
    with contextlib.suppress(NoEdit):
        nest_keys(project, at, keys=[name for name in known if name != "id"], under="filter")
    changes = Changes(project)
    for site in sites_at(project, at):
        if site.kind == "node" and site.type_node is not None:
            start, end = project.source(site.file).span(site.type_node)
            changes.add(site.file, [Splice(start, end, f'"{at.model}ListNode"')])
    if not changes.splices:
        raise NoEdit("the read node is not written out")
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            if _is_result_of(project, file, node, at.node) and not _asks_for_failure(source, node):
                place = source.span(node)[1]
                changes.add(file, [Splice(place, place, '["records"][0]')])
    changes.done()


def _is_result_of(project: Project, file: str, node: ast.AST, name: str) -> bool:
    """Whether the node is `results["name"]`."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return False
    if not isinstance(node.value, (ast.Name, ast.Attribute)):
        return False
    pattern = text_glob(project, file, node.slice)
    return pattern.strip("*") != "" and fnmatch.fnmatchcase(name, pattern)


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
