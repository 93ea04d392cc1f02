"""Checks of node and Express parameters: misspelt, nested or flat where the other is wanted, missing."""

from __future__ import annotations

import re
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds, together
from dataflow_debugger.agent.checks.filters import bindings_of, table_columns
from dataflow_debugger.agent.checks.names import AUTO_MANAGED, glob, glob_type, nearest
from dataflow_debugger.agent.checks.parameters import COMMON, NODE_PARAMETERS, TAKES_FIELDS
from dataflow_debugger.agent.checks.payloads import ADDED, Payload, fields_of, payloads
from dataflow_debugger.agent.checks.shapes import keys as shape_keys
from dataflow_debugger.agent.checks.shapes import leaf_type, shape_text
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_names import resolve

_MISSING_INPUTS = re.compile(r"Node '(?P<node>[^']+)' missing required inputs: \[(?P<fields>[^\]]*)\]")
_NOT_IN_REGISTRY = re.compile(
    r"Node '(?P<type>\w+)' not found in registry|Node (?P<express>\w+Node) not found\."
)
_AVAILABLE = re.compile(r"Available nodes: (?P<names>[\w, ]+)")
_PYTHON_TYPES = {"str", "int", "float", "bool", "dict", "list"}


def _fields(view: View, operation: str | None, type: str | None) -> list[Payload]:
    return [
        one
        for one in payloads(view)
        if one.role == "fields" and glob(operation, one.operation) and glob_type(type, one.api)
    ]


@check
def config_key_not_a_field(
    view: View, kinds: list[str] | None = None, operation: str | None = None, type: str | None = None
) -> Verdict:
    """A create, update or upsert got a key that is no field of the model.

    `kinds`: misspelt (a field is near that the payload lacks), auto_managed (created_at, updated_at, declared or
    not, in an operation that leaves them out), unknown. `operation` and `type` are globs over the operation and
    the node type or Express call. Binds kind, key, to, given (the type of the value), model, operation, node,
    file, line. UNKNOWN when no payload was seen or no model is known.
    """
    unsure, found = True, []
    for payload in _fields(view, operation, type):
        fields = fields_of(view, payload.model)
        if fields is None:
            continue
        unsure = False
        for key, shape in payload.keys.items():
            told = _key_kind(view, payload, key, shape, set(fields))
            if told is None or (kinds is not None and told[0] not in kinds):
                continue
            kind, to = told
            says = {
                "misspelt": f"is no field of {payload.model}; '{to}' is",
                "auto_managed": "is a column that DataFlow sets itself",
                "unknown": f"is no field of {payload.model} ({', '.join(fields)})",
            }[kind]
            file, line = payload.place(key)
            said = f"{payload.subject} gets the key '{key}', which {says}"
            claim = Claim(said, file, line, payload.node, shape_text(shape))
            one = holds(
                claim,
                kind=kind,
                key=key,
                to=to,
                field=to or key,
                given=leaf_type(shape),
                **bindings_of(payload, key),
            )
            found.append(one)
    return UNKNOWN if unsure else together(found)


def _key_kind(
    view: View, payload: Payload, key: str, shape: Any, fields: set[str]
) -> tuple[str, str | None] | None:
    if key.startswith("<") or key in NODE_PARAMETERS.get(payload.operation, ()):
        return None
    if key in AUTO_MANAGED:
        # A field of that name that the model declares is left out of the statement all the same.
        return ("auto_managed", None) if _is_dropped(view, payload, key) else None
    if key in fields:
        return None
    if key in ADDED or key in COMMON - {"name"} or key in table_columns(view, payload.model):
        return None
    if _nests_fields(shape, fields):
        return None
    missing = fields - set(payload.keys)
    near = nearest(key, missing)
    return ("misspelt", near) if near else ("unknown", None)


def _is_dropped(view: View, payload: Payload, key: str) -> bool:
    """Whether a time that DataFlow sets is not written as given; bulk operations and upserts do write it."""
    if payload.operation == "update":
        dropped = key == "updated_at" or not payload.express
    else:
        dropped = payload.operation == "create"
    item = payload.item(key)
    if not dropped or item is None:
        return dropped
    # The time of the write itself is what the column gets anyway.
    value, source = resolve(item.value, item.source, view.sources)
    return not re.search(r"\b(utc)?now\(|\btoday\(|CURRENT_TIMESTAMP", source.segment(value))


def _nests_fields(shape: Any, fields: set[str]) -> bool:
    return isinstance(shape, (dict, list)) and bool(fields & set(shape_keys(shape)))


@check
def node_param_nested_under_key(
    view: View,
    key: str | None = None,
    type: str | None = None,
    operation: str | None = None,
    node: str | None = None,
) -> Verdict:
    """A record stands under a key although its fields belong at the top level (`{"data": {...}}`).

    `key` is a glob over that key, `type` (or `node`) one over the node type or Express call. Binds key,
    fields, model, operation, node, file, line. UNKNOWN when no create or update was seen.
    """
    found, hits = _fields(view, operation, type or node), []
    for payload in found:
        fields = fields_of(view, payload.model)
        if payload.operation.startswith("bulk") or (
            payload.under in ("fields", "updates") and not payload.express
        ):
            continue
        for name, shape in payload.keys.items():
            if not isinstance(shape, dict) or not glob(key, name) or name in (fields or {}):
                continue
            inner = [one for one in shape if fields is None or one in fields]
            if not inner or name in NODE_PARAMETERS.get(payload.operation, ()):
                continue
            file, line = payload.place(name)
            text = f"{payload.subject} gets {', '.join(inner)} under the key '{name}', not at the top level"
            claim = Claim(text, file, line, payload.node, shape_text(shape))
            hits.append(holds(claim, key=name, fields=inner, **bindings_of(payload, name)))
    return together(hits) if found else UNKNOWN


_WANTED = {
    "list": "filter",
    "count": "filter",
    "delete": "filter",
    "bulk_update": "filter",
    "bulk_delete": "filter",
    "upsert": "where",
}


@check
def node_params_flat_where_nested_wanted(
    view: View, type: str | None = None, operation: str | None = None, under: str | None = None
) -> Verdict:
    """A node got fields of the model at the top level where it wants them under `filter` or `where`.

    Binds keys, under, model, operation, node, file, line. UNKNOWN when no such node was seen.
    """
    seen = False
    for node_id, node in view.nodes.items():
        made = view.generated(node.type)
        if made is None or made.operation not in _WANTED or not glob(operation, made.operation):
            continue
        if not glob_type(type, node.type):
            continue
        seen = True
        fields = set(fields_of(view, made.model) or ())
        wanted = under or _WANTED[made.operation]
        flat = [k for k in node.config if k in fields and k not in NODE_PARAMETERS[made.operation]]
        if not flat or node.config.get(wanted):
            continue
        file, line = view.place_of_node(node_id)
        given = ", ".join(flat)
        text = f"Node '{node_id}' ({node.type}) gets {given} at the top level; it reads only '{wanted}'"
        return holds(
            Claim(text, file, line, node_id),
            keys=flat,
            key=flat[0],
            under=wanted,
            node=node_id,
            model=made.model,
            operation=made.operation,
            file=file,
            line=line,
        )
    return FAILS if seen else UNKNOWN


@check
def node_parameter_unknown(
    view: View, type: str | None = None, misspelt: bool = False, key: str | None = None
) -> Verdict:
    """A generated node got a parameter that it does not have (`filters`, `records`); it ignores it silently.

    With `misspelt` only where a parameter of it is near. Binds key, to, node, node_type, model, operation,
    file, line. UNKNOWN when no generated node was seen.
    """
    seen = False
    for node_id, node in view.nodes.items():
        made = view.generated(node.type)
        if made is None or not glob_type(type, node.type):
            continue
        fields = fields_of(view, made.model)
        if fields is None:
            continue
        seen = True
        if made.operation in TAKES_FIELDS:
            continue
        known = NODE_PARAMETERS[made.operation]
        for name in node.config:
            if name in known or name in COMMON or name in fields or not glob(key, name):
                continue
            to = _PARAMETER_SYNONYMS.get((made.operation.startswith("bulk"), name)) or nearest(name, known)
            if misspelt and to is None:
                continue
            file, line = view.place_of_node(node_id)
            hint = f"; it has '{to}'" if to else ""
            claim = Claim(
                f"Node '{node_id}' ({node.type}) has no parameter '{name}'{hint}", file, line, node_id, name
            )
            return holds(
                claim,
                key=name,
                to=to,
                node=node_id,
                node_type=node.type,
                model=made.model,
                operation=made.operation,
                file=file,
                line=line,
            )
    return FAILS if seen else UNKNOWN


_PARAMETER_SYNONYMS = {
    (True, "records"): "data",
    (True, "items"): "data",
    (True, "rows"): "data",
    (True, "values"): "fields",
    (True, "updates"): "fields",
    (False, "where"): "filter",
    (False, "query"): "filter",
    (False, "criteria"): "filter",
    (True, "where"): "filter",
    (False, "page_size"): "limit",
    (False, "skip"): "offset",
}


@check
def missing_required_fields(view: View, operation: str | None = None) -> Verdict:
    """A create lacks fields that the model requires, as the error says or as the payload shows.

    Binds fields, field, model, operation, node, file, line. UNKNOWN when no create was seen and no error
    names missing inputs.
    """
    for text in view.all_texts:
        found = _MISSING_INPUTS.search(text.text)
        if found:
            return _missing(view, found["node"], re.findall(r"'([^']+)'", found["fields"]))
    seen = False
    for payload in _fields(view, operation, None):
        fields = fields_of(view, payload.model)
        if payload.operation not in ("create", "bulk_create") or fields is None:
            continue
        seen = True
        if payload.ok:
            continue
        fed = {c.input.split(".")[0] for c in view.connections if c.target == payload.node}
        lacking = [n for n, f in fields.items() if f.required and n not in {*payload.keys, *fed, *ADDED}]
        if lacking:
            said = f"{payload.subject} lacks {', '.join(lacking)}, which {payload.model} requires"
            claim = Claim(said, payload.file, payload.line, payload.node)
            place = bindings_of(payload)
            return together([holds(claim, fields=lacking, field=one, **place) for one in lacking])
    return FAILS if seen else UNKNOWN


def _missing(view: View, node_id: str, lacking: list[str]) -> Verdict:
    node = view.nodes.get(node_id)
    file, line = view.place_of_node(node_id)
    given = ", ".join(node.config) if node and node.config else "nothing"
    made = view.generated(node.type) if node else None
    claim = Claim(f"Node '{node_id}' lacks {', '.join(lacking)}; it got {given}", file, line, node_id, given)
    found = [
        holds(
            claim,
            fields=lacking,
            field=one,
            node=node_id,
            file=file,
            line=line,
            model=made.model if made else None,
            operation=made.operation if made else None,
        )
        for one in lacking or (None,)
    ]
    return together(found)
