"""Checks of what generated nodes get: names of parameters, ids, operators, results that were expected."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.filters import bindings_of
from dataflow_debugger.agent.checks.names import glob, glob_type, node_type
from dataflow_debugger.agent.checks.payloads import fields_of, payloads, runtime_parameters
from dataflow_debugger.agent.checks.shapes import find_key, leaf_type, shape_text
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Connection, Node


def generated_nodes(view: View, type: str | None, operation: str | None = None) -> Iterator[tuple[Node, Any]]:
    """The generated nodes of this type and operation (globs), with what their type's name tells."""
    for node in view.nodes.values():
        made = view.generated(node.type)
        if made is not None and glob_type(type, node.type) and glob(operation, made.operation):
            yield node, made


def found_at(view: View, node: Node, made: Any, text: str, value: Any = None, **more: Any) -> Verdict:
    file, line = view.place_of_node(node.id)
    shown = None if value is None else shape_text(value)
    return holds(
        Claim(text, file, line, node.id, shown), node=node.id, node_type=node.type, model=made.model,
        operation=made.operation, file=file, line=line, **more,
    )  # fmt: skip


def unseen(view: View) -> Verdict:
    """The answer where no node of the kind was seen: a program known to have no workflow has none."""
    return FAILS if view.without_workflows else UNKNOWN


@check
def parameter_misnamed(
    view: View,
    wanted: str,
    names: list[str],
    type: str | None = None,
    shape: str | None = None,
    connected: bool = False,
) -> Verdict:
    """A generated node got one of `names` and not the parameter that it reads, `wanted`.

    `names` are regular expressions over the whole name; a field of the model does not count. `shape` is a regex
    over the value's shape. With `connected` also what a connection brings: then source, output, target, input and
    item (record, value or either, for a list) are bound. Binds key, to, node, node_type, model, operation, file,
    line. UNKNOWN when no node of the type (glob) was seen.
    """
    seen = False
    for node, made in generated_nodes(view, type):
        seen = True
        fields = fields_of(view, made.model) or {}
        given = {**node.config, **runtime_parameters(view, node.id)}
        wires = [c for c in view.connections if c.target == node.id]
        # What a connection brings takes the place of an empty dict.
        if given.get(wanted, {}) != {} or any(c.input.split(".")[0] == wanted for c in wires):
            continue

        def fits(name: str, value: Any, known: Container[str] = fields) -> bool:
            named = any(re.fullmatch(pattern, name) for pattern in names) and name not in known
            return named and not (shape and not re.search(shape, shape_text(value)))

        for name, value in given.items():
            if wanted not in given and fits(name, value):
                text = f"Node '{node.id}' ({node.type}) gets '{name}'; it reads '{wanted}'"
                return found_at(view, node, made, text, value, key=name, to=wanted)
        for wire in wires if connected else []:
            value = arriving(view, wire)
            if fits(wire.input, value):
                brought = f"gets '{wire.input}' from '{wire.source}'"
                text, item = f"Node '{node.id}' ({node.type}) {brought}; it reads '{wanted}'", held(value)
                return found_at(
                    view, node, made, text, value, key=wire.input, to=wanted, item=item,
                    port=None if item else wire.input,
                    source=wire.source, output=wire.output, target=wire.target, input=wire.input,
                )  # fmt: skip
    return FAILS if seen else unseen(view)


def arriving(view: View, wire: Connection) -> Any:
    """The shape of what a connection brought."""
    outcome = view.outcomes.get(wire.source)
    return find_key(outcome.result_shape, wire.output)[1] if outcome else None


def held(value: Any) -> str | None:
    """What a list holds: a record with an id, a value, either where it is empty; None for anything else."""
    if not isinstance(value, list):
        return None
    if value and isinstance(value[0], dict):
        return "record" if "id" in value[0] else None
    return "value" if value else "either"


@check
def operator_among_values(view: View, operation: str | None = None) -> Verdict:
    """A value to be written is a dict of `$` operators (`{"visits": {"$inc": 1}}`).

    Binds key, operator, value, model, operation, node, file, line. UNKNOWN when no write was seen.
    """
    seen = False
    for payload in payloads(view):
        if payload.role != "fields" or not glob(operation, payload.operation):
            continue
        seen = True
        for key, shape in payload.keys.items():
            if not isinstance(shape, dict) or not shape or not all(name.startswith("$") for name in shape):
                continue
            known = (fields_of(view, payload.model) or {}).get(key)
            if known is not None and "dict" in known.type.lower():
                continue
            operator = next(iter(shape))
            file, line = payload.place(key)
            item = payload.item(key)
            text = f"{payload.subject} gives '{key}' the operator '{operator}' as its value"
            claim = Claim(text, file, line, payload.node, item.text if item else shape_text(shape))
            return holds(claim, operator=operator, **{**bindings_of(payload, key), "key": key})
    return FAILS if seen else UNKNOWN


@check
def update_narrowed_beside_id(view: View) -> Verdict:
    """An update or delete node's filter has other fields beside the id, which the node does not look at.

    The id may stand in the filter, beside it, or come by a connection. Binds keys, key, under (filter or
    conditions), id_key (where the id stands beside the filter), to (the bulk node), node, node_type, model,
    operation, file, line. UNKNOWN when no such node was seen.
    """
    seen = False
    for node, made in generated_nodes(view, None, "update|delete"):
        seen = True
        config = {**node.config, **runtime_parameters(view, node.id)}
        under = next((name for name in ("filter", "conditions") if config.get(name)), "filter")
        given = config.get(under)
        beside = next((name for name in ("id", "record_id") if name in config), None)
        fed = any(c.target == node.id and c.input in ("id", "record_id") for c in view.connections)
        if not isinstance(given, dict) or not ("id" in given or beside or fed):
            continue
        others = [name for name in given if name != "id"]
        if others:
            text = (
                f"Node '{node.id}' ({node.type}) filters by id and {', '.join(others)}; it sees only the id"
            )
            return found_at(
                view, node, made, text, keys=others, key=others[0], under=under,
                id_key=None if "id" in given else beside, to=node_type(made.model, f"bulk_{made.operation}"),
            )  # fmt: skip
    return FAILS if seen else unseen(view)


@check
def sort_items_without_field(view: View) -> Verdict:
    """A list node's `sort` has items that are no `{"field": ..., "order": ...}`, so that it does not sort.

    Binds key, node, node_type, model, operation, file, line. UNKNOWN when no list node was seen.
    """
    seen = False
    for node, made in generated_nodes(view, None, "list"):
        seen = True
        items = node.config.get("sort")
        for item in items if isinstance(items, list) else []:
            if not isinstance(item, dict) or "field" not in item:
                text = f"Node '{node.id}' ({node.type}) gets a sort whose items name no 'field'"
                return found_at(view, node, made, text, items, key="sort", to="order_by")
    return FAILS if seen else unseen(view)


@check
def id_not_one_value(view: View, operation: str | None = None) -> Verdict:
    """A node that works on one record got a list or a dict of operators as its id.

    Binds key, to (the bulk or list node), form, node, node_type, model, operation, file, line. UNKNOWN when
    no such node was seen.
    """
    seen = False
    for node, made in generated_nodes(view, type=None, operation=operation):
        if made.operation not in ("read", "update", "delete"):
            continue
        seen = True
        for path in ("id", "filter.id", "conditions.id", "record_id"):
            found, value = find_key(node.config, path)
            if found and isinstance(value, (dict, list)):
                bulk = "list" if made.operation == "read" else f"bulk_{made.operation}"
                text = (
                    f"Node '{node.id}' ({node.type}) works on one record, but its id is {shape_text(value)}"
                )
                to = node_type(made.model, bulk)
                return found_at(view, node, made, text, value, key="id", to=to, form=leaf_type(value))
    return FAILS if seen else unseen(view)


@check
def none_for_required_field(view: View, operation: str | None = None) -> Verdict:
    """A write gives None to a field that the model requires.

    Binds key, field, model, operation, node, api, file, line. UNKNOWN when no such write was seen.
    """
    seen = False
    for payload in payloads(view):
        fields = fields_of(view, payload.model)
        if payload.role != "fields" or fields is None or not glob(operation, payload.operation):
            continue
        seen = True
        for key, shape in payload.keys.items():
            if leaf_type(shape) == "NoneType" and key in fields and fields[key].required:
                file, line = payload.place(key)
                text = f"{payload.subject} gives None to '{key}', which {payload.model} requires"
                claim = Claim(text, file, line, payload.node, "None")
                return holds(claim, field=key, key=key, **bindings_of(payload, key))
    return FAILS if seen else UNKNOWN


@check
def result_key_missing(view: View, keys: list[str], operation: str | None = None) -> Verdict:
    """The program looks for a key in a node's result that results of this operation do not have.

    Binds key, node, node_type, model, operation, file, line. UNKNOWN without a KeyError.
    """
    root = view.root
    if root is None or not root.type.endswith("KeyError"):
        return UNKNOWN
    wanted = root.message.strip("'\"")
    line_text = view.line_text(view.user_frame.file, view.user_frame.line) if view.user_frame else None
    for node, made in generated_nodes(view, None, operation):
        outcome = view.outcomes.get(node.id)
        if (
            wanted not in keys
            or outcome is None
            or not outcome.ok
            or not isinstance(outcome.result_shape, dict)
        ):
            continue
        if wanted in outcome.result_shape or (line_text is not None and wanted not in line_text):
            continue
        has = ", ".join(keys_of for keys_of in outcome.result_shape)
        text = f"The result of node '{node.id}' ({node.type}) has no '{wanted}'; it has {has}"
        frame = view.user_frame
        claim = Claim(text, frame.file if frame else None, frame.line if frame else None, node.id, wanted)
        return holds(
            claim, key=wanted, node=node.id, node_type=node.type, model=made.model, operation=made.operation,
            file=frame.file if frame else None, line=frame.line if frame else None,
        )  # fmt: skip
    return FAILS
