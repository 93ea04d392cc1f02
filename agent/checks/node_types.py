"""Checks of node types and values: unknown types, missing ids, values of a wrong type."""

from __future__ import annotations

import re
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.filters import bindings_of
from dataflow_debugger.agent.checks.left_blocks import nodes_are_gone
from dataflow_debugger.agent.checks.names import OPERATIONS, glob, nearest, node_type
from dataflow_debugger.agent.checks.payloads import fields_of, model_names, payloads
from dataflow_debugger.agent.checks.shapes import leaf_type, shape_text
from dataflow_debugger.agent.checks.view import View

_NOT_IN_REGISTRY = re.compile(
    r"Node '(?P<type>\w+)' not found in registry|Node (?P<express>\w+Node) not found\."
)
_ADDED = re.compile(r"Failed to add node '(?P<node>\w+)' to workflow")
_AVAILABLE = re.compile(r"Available nodes: (?P<names>[\w, ]+)")
_PYTHON_TYPES = {"str", "int", "float", "bool", "dict", "list"}


_LIBRARY_TYPES = {"Any", "Decimal", "Dict", "List", "Literal", "Optional", "Set", "Tuple", "UUID", "Union"}


@check
def field_value_type_mismatch(
    view: View, expected: str | None = None, actual: str | None = None, operation: str | None = None
) -> Verdict:
    """A value's type does not fit the field's annotation (`age: int` gets a str).

    `expected` and `actual` are globs over the type names, `operation` one over the operation; `expected` "class"
    is a field annotated with a class of the program. int where float is wanted, None for an optional field and
    subclasses are no mismatch. Binds field, key, expected, actual, model, operation, node, file, line. UNKNOWN
    when no payload of a known model was seen.
    """
    seen = False
    for payload in payloads(view):
        if payload.role != "fields" or not glob(operation, payload.operation):
            continue
        fields = fields_of(view, payload.model)
        if fields is None:
            continue
        seen = True
        for key, shape in payload.keys.items():
            known = _own_class if expected == "class" else _plain_type
            wanted = known(fields[key].type) if key in fields else None
            got = leaf_type(shape)
            if wanted is None or got is None or _fits(wanted, got) or payload.is_template(key):
                continue
            if not (glob(expected, wanted) and glob(actual, got)):
                continue
            file, line = payload.place(key)
            text = f"{payload.subject} gives '{key}' a {got}; {payload.model}.{key} is {fields[key].type}"
            claim = Claim(text, file, line, payload.node, shape_text(shape))
            return holds(claim, field=key, key=key, expected=wanted, actual=got, **bindings_of(payload, key))
    return FAILS if seen else UNKNOWN


def _plain_type(annotation: str) -> str | None:
    """The one Python type an annotation asks for: `Optional[int]` is int; None if there are several."""
    text = annotation.replace("typing.", "").strip()
    text = re.sub(r"^<class '(?:builtins\.)?([\w.]+)'>$", r"\1", text)
    optional = re.fullmatch(r"Optional\[(.+)\]", text)
    text = optional.group(1) if optional else re.sub(r"\s*\|\s*None$|^None\s*\|\s*", "", text)
    base = text.split("[")[0].lower()
    return base if base in _PYTHON_TYPES else None


def _own_class(annotation: str) -> str | None:
    """ "class" for the name of a class that DataFlow has no column for."""
    inner = re.sub(r"^(typing\.)?Optional\[(.+)\]$|\s*\|\s*None$", r"\2", annotation)
    name = re.sub(r"^<class '([\w.<>]+)'>$", r"\1", inner).rpartition(".")[2]
    return "class" if re.fullmatch(r"[A-Z]\w*", name) and name not in _LIBRARY_TYPES else None


def _fits(wanted: str, got: str) -> bool:
    if got == wanted or got in ("NoneType", "unknown") or got not in _PYTHON_TYPES | {"Decimal", "datetime"}:
        return True
    return (wanted, got) in {("float", "int"), ("float", "Decimal"), ("int", "bool"), ("list", "tuple")}


@check
def unknown_node_type(view: View, kinds: list[str] | None = None) -> Verdict:
    """A node type does not exist.

    `kinds`: model (no such model), operation (a known model has no such node), misspelt (a type is near, also
    `CreateUserNode`), swapped (`add_node` got id and type in the wrong order), gone (the block of the instance has
    ended), unknown.

    Binds node_type, key, to (the nearest type), model, kind, file, line. FAILS when no error says so.
    """
    for told in view.all_texts:
        found = _NOT_IN_REGISTRY.search(told.text)
        if found is None:
            continue
        wrong = found["type"] or found["express"]
        kind, to = _type_kind(view, wrong, told.text)
        if kinds is not None and kind not in kinds:
            continue
        site = next(
            (s for s in view.node_sites if s.kind is not None and wrong in s.source.segment(s.kind)), None
        )
        frame = view.user_frame
        file, line = (site.file, site.line) if site else (frame.file, frame.line) if frame else (None, None)
        models = ", ".join(model_names(view)) or "none"
        hint = f"; '{to}' does" if to else ""
        claim = Claim(
            f"The node type '{wrong}' does not exist{hint} (registered models: {models})",
            file,
            line,
            value=wrong,
        )
        made = view.generated(wrong)
        return holds(
            claim,
            node_type=wrong,
            key=wrong,
            to=to,
            kind=kind,
            file=file,
            line=line,
            model=made.model if made else None,
        )
    return _swapped(view) if kinds is not None and "swapped" in kinds else FAILS


def _swapped(view: View) -> Verdict:
    """A node whose id is a node type, seen before anything looked the type up."""
    for node in view.nodes.values():
        if view.generated(node.id) is not None and view.generated(node.type) is None:
            file, line = view.at(node.at)
            text = f"add_node was given the id '{node.type}' as the type and the type '{node.id}' as the id"
            claim = Claim(text, file, line, node.id, view.line_text(file, line))
            return holds(
                claim, node_type=node.type, key=node.type, to=node.id, kind="swapped", file=file, line=line
            )
    return FAILS


def _reversed(wrong: str, models: list[str]) -> str | None:
    """`CreateUserNode` is `UserCreateNode` the wrong way round."""
    for prefix, operation in OPERATIONS.items():
        model = wrong.removeprefix(prefix).removesuffix("Node")
        if wrong.startswith(prefix) and model in models:
            return node_type(model, operation)
    return None


# What other libraries call an operation.
_SYNONYMS = {
    "get": "read",
    "fetch": "read",
    "load": "read",
    "find": "list",
    "findall": "list",
    "all": "list",
    "search": "list",
    "query": "list",
    "filter": "list",
    "select": "list",
    "findone": "list",
    "insert": "create",
    "add": "create",
    "new": "create",
    "edit": "update",
    "modify": "update",
    "save": "upsert",
    "remove": "delete",
    "insertmany": "bulk_create",
    "createmany": "bulk_create",
    "updatemany": "bulk_update",
    "deletemany": "bulk_delete",
    "bulkinsert": "bulk_create",
}


def _nearest_operation(wrong: str, model: str) -> str | None:
    """The node of the model that a type of an unknown operation most likely meant."""
    said = wrong.removeprefix(model).removesuffix("Node").replace("_", "").lower()
    if said in _SYNONYMS:
        return node_type(model, _SYNONYMS[said])
    return nearest(wrong, [node_type(model, op) for op in OPERATIONS.values()])


def _type_kind(view: View, wrong: str, message: str) -> tuple[str, str | None]:
    models = model_names(view)
    added = _ADDED.search(message)
    other = view.generated(added["node"]) if added else None
    if added and other is not None and other.model in models:
        return "swapped", added["node"]
    made = view.generated(wrong)
    reversed_ = _reversed(wrong, models)
    if reversed_ is not None:
        return "misspelt", reversed_
    if made is not None and made.model in models:
        if nodes_are_gone(view):
            return "gone", None
        return "operation", _nearest_operation(wrong, made.model)
    if made is not None:
        model = nearest(made.model, models)
        return ("misspelt", node_type(model, made.operation)) if model else ("model", None)
    owner = max((model for model in models if wrong.startswith(model)), key=len, default=None)
    if owner is not None:
        return "operation", _nearest_operation(wrong, owner)
    listed = _AVAILABLE.search(message)
    near = nearest(wrong, listed["names"].split(", ") if listed else [], 0.8)
    return ("misspelt", near) if near else ("unknown", None)


@check
def single_record_node_without_id(
    view: View, operation: str | None = None, has_filter: bool | None = None
) -> Verdict:
    """A read, update or delete node, which works on one record, is not told its id.

    `has_filter: true` wants that it got another filter instead (so that the bulk node was meant). Binds node,
    node_type, to (the bulk node's type), keys (of the filter), model, operation, file, line. UNKNOWN when no
    such node was seen.
    """
    seen = False
    for node_id, node in view.nodes.items():
        made = view.generated(node.type)
        if (
            made is None
            or made.operation not in ("read", "update", "delete")
            or not glob(operation, made.operation)
        ):
            continue
        seen = True
        given = {**_dict(node.config.get("filter")), **_dict(node.config.get("conditions"))}
        model = view.model(made.model)
        if made.operation != "update" and model is not None:
            given |= {key: shape for key, shape in node.config.items() if key in model.fields}
        fed = {c.input.split(".")[0] for c in view.connections if c.target == node_id}
        told = {"id", "record_id"} & ({*given, *node.config} | fed) or {"filter", "conditions"} & fed
        if (
            told
            or node_id not in view.failed_nodes
            or (has_filter is not None and bool(given) is not has_filter)
        ):
            continue
        file, line = view.place_of_node(node_id)
        by = f"filters by {', '.join(given)} and " if given else ""
        text = f"Node '{node_id}' ({node.type}) {by}is not told the id of its record"
        bulk = node_type(made.model, f"bulk_{made.operation}") if made.operation != "read" else None
        return holds(
            Claim(text, file, line, node_id, view.line_text(file, line)),
            node=node_id,
            node_type=node.type,
            to=bulk or node_type(made.model, "list"),
            keys=list(given),
            model=made.model,
            operation=made.operation,
            file=file,
            line=line,
        )
    return FAILS if seen else UNKNOWN


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
