"""Checks of node parameters and the workflow graph: names of parameters, forms of records, order of nodes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.filters import bindings_of
from dataflow_debugger.agent.checks.literals import Site, value_of
from dataflow_debugger.agent.checks.names import glob, glob_type, nearest, node_type
from dataflow_debugger.agent.checks.parameters import COMMON, NODE_PARAMETERS, TAKES_FIELDS
from dataflow_debugger.agent.checks.payloads import fields_of, payloads
from dataflow_debugger.agent.checks.shapes import find_key, keys, leaf_type, shape_text
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Node

WRITES = ("create", "update", "delete", "upsert", "bulk_create", "bulk_update", "bulk_delete", "bulk_upsert")
READS = ("read", "list", "count")
# An output that every result of the operation has.
_OUTPUT = {"upsert": "action", "delete": "deleted"} | {
    op: "success" for op in WRITES if op.startswith("bulk")
}
_TEMPLATE = re.compile(r"^\s*(?:\$\{|\{\{|\$)\s*(?P<source>\w+)\.(?P<output>\w+)\s*(?:\}\}|\})?\s*$")


def _generated(view: View, type: str | None, operation: str | None = None) -> Iterator[tuple[Node, Any]]:
    """The generated nodes of this type and operation (globs), with what their type's name tells."""
    for node in view.nodes.values():
        made = view.generated(node.type)
        if made is not None and glob_type(type, node.type) and glob(operation, made.operation):
            yield node, made


def _found(view: View, node: Node, made: Any, text: str, value: Any = None, **more: Any) -> Verdict:
    file, line = view.place_of_node(node.id)
    shown = None if value is None else shape_text(value)
    return holds(
        Claim(text, file, line, node.id, shown), node=node.id, node_type=node.type, model=made.model,
        operation=made.operation, file=file, line=line, **more,
    )  # fmt: skip


@check
def parameter_misnamed(
    view: View, wanted: str, names: list[str], type: str | None = None, shape: str | None = None
) -> Verdict:
    """A generated node got one of `names` and not the parameter that it reads, `wanted`.

    `names` are regular expressions over the whole name. A name that is a field of the model does not count. `shape` is a regex over the value's shape. Binds key,
    to, node, node_type, model, operation, file, line. UNKNOWN when no node of the type (glob) was seen.
    """
    seen = False
    for node, made in _generated(view, type):
        seen = True
        fields = fields_of(view, made.model) or {}
        fed = {c.input.split(".")[0] for c in view.connections if c.target == node.id}
        if wanted in fed or wanted in node.config:
            continue
        for name, value in node.config.items():
            if (
                not any(re.fullmatch(pattern, name) for pattern in names)
                or name in fields
                or (shape and not re.search(shape, shape_text(value)))
            ):
                continue
            text = f"Node '{node.id}' ({node.type}) gets '{name}'; it reads '{wanted}'"
            return _found(view, node, made, text, value, key=name, to=wanted)
    return FAILS if seen else UNKNOWN


@check
def bulk_records_uneven(view: View, kind: str) -> Verdict:
    """The records of one bulk call do not have the same keys.

    `kind`: extra (a later record has a key that the first lacks, which is dropped) or lacking (a later record
    lacks a key of the first, which becomes NULL). Binds key, index, model, operation, node, api, file, line.
    UNKNOWN when no bulk call with records was seen.
    """
    seen = False
    for label, records, bindings in _bulk_records(view):
        rows = [set(row) for row in records if isinstance(row, dict)]
        if len(rows) < 2:
            continue
        seen = True
        for index, row in enumerate(rows[1:], start=1):
            odd = row - rows[0] if kind == "extra" else rows[0] - row
            if odd:
                key = sorted(odd)[0]
                does = "has" if kind == "extra" else "lacks"
                other = "lacks" if kind == "extra" else "has"
                text = f"{label}: record {index} {does} the key '{key}', which the first record {other}"
                claim = Claim(text, bindings["file"], bindings["line"], bindings["node"])
                return holds(claim, key=key, index=index, **bindings)
    return FAILS if seen else UNKNOWN


def _bulk_records(view: View) -> Iterator[tuple[str, list[Any], dict[str, Any]]]:
    for node, made in _generated(view, None, "bulk_create|bulk_upsert"):
        data = node.config.get("data")
        if isinstance(data, list):
            file, line = view.place_of_node(node.id)
            yield (
                f"Node '{node.id}' ({node.type})", data,
                {"node": node.id, "node_type": node.type, "model": made.model, "operation": made.operation,
                 "api": node.type, "file": file, "line": line},
            )  # fmt: skip
    for call in view.calls("express*.bulk_*"):
        operation = call.api.rsplit(".", 1)[-1]
        data = call.args.get("records") if isinstance(call.args, dict) else None
        if operation in ("bulk_create", "bulk_upsert") and isinstance(data, list):
            file, line = view.at(call.at)
            yield (
                call.api, data,
                {"node": None, "model": call.args.get("model"), "operation": operation, "api": call.api,
                 "file": file, "line": line},
            )  # fmt: skip


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

    Binds keys, key, to (the bulk node), node, node_type, model, operation, file, line. UNKNOWN when no such
    node was seen.
    """
    seen = False
    for node, made in _generated(view, None, "update|delete"):
        seen = True
        given = node.config.get("filter")
        if not isinstance(given, dict) or "id" not in given or len(given) < 2:
            continue
        others = [name for name in given if name != "id"]
        to = node_type(made.model, f"bulk_{made.operation}")
        text = f"Node '{node.id}' ({node.type}) filters by id and {', '.join(others)}; it sees only the id"
        return _found(view, node, made, text, keys=others, key=others[0], to=to)
    return FAILS if seen else UNKNOWN


@check
def sort_items_without_field(view: View) -> Verdict:
    """A list node's `sort` has items that are no `{"field": ..., "order": ...}`, so that it does not sort.

    Binds key, node, node_type, model, operation, file, line. UNKNOWN when no list node was seen.
    """
    seen = False
    for node, made in _generated(view, None, "list"):
        seen = True
        items = node.config.get("sort")
        for item in items if isinstance(items, list) else []:
            if not isinstance(item, dict) or "field" not in item:
                text = f"Node '{node.id}' ({node.type}) gets a sort whose items name no 'field'"
                return _found(view, node, made, text, items, key="sort", to="order_by")
    return FAILS if seen else UNKNOWN


@check
def unconnected_read_after_write(view: View) -> Verdict:
    """A node reads a model that another node of the workflow writes, no connection orders them, and the
    program adds the writing node first although the reading one runs first.

    Nodes without a path between them run in the order of their ids. Binds source (the writing node), target,
    node, model, file, line. UNKNOWN when the workflow has no generated nodes.
    """
    found = list(_generated(view, None))
    order = [node.id for node, _ in found]
    ran = list(view.outcomes)
    after = _reachable(view)
    for writer, made in found:
        if made.operation not in WRITES:
            continue
        for reader, other in found:
            if other.operation not in READS or other.model != made.model or reader.id in after(writer.id):
                continue
            if writer.id in after(reader.id) or _early(order, writer.id, reader.id):
                continue
            if reader.id in ran and writer.id in ran and ran.index(reader.id) < ran.index(writer.id):
                text = (
                    f"Node '{reader.id}' ({reader.type}) ran before '{writer.id}' ({writer.type}): "
                    "no connection leads from the one to the other"
                )
                output = _OUTPUT.get(made.operation, "id")
                return _found(view, reader, other, text, source=writer.id, target=reader.id, output=output)
    return FAILS if found else UNKNOWN


def _early(order: list[str], writer: str, reader: str) -> bool:
    return order.index(reader) < order.index(writer)


def _reachable(view: View) -> Any:
    following: dict[str, list[str]] = {}
    for wire in view.connections:
        following.setdefault(wire.source, []).append(wire.target)

    def after(node: str) -> set[str]:
        seen: set[str] = set()
        rest = [node]
        while rest:
            for one in following.get(rest.pop(), []):
                if one not in seen:
                    seen.add(one)
                    rest.append(one)
        return seen

    return after


@check
def template_in_parameters(view: View) -> Verdict:
    """A node's parameter is a template (`"{{ make.id }}"`, `"${make.id}"`) that names another node.

    Binds key, source, output, target, input, node, node_type, file, line. UNKNOWN without an `add_node`.
    """
    named = {str(value_of(s.name, s.source, view.sources)) for s in view.node_sites if s.name is not None}
    for site in view.node_sites:
        for key, text, line in _texts(view, site):
            match = _TEMPLATE.match(text)
            if match is None or match["source"] not in named:
                continue
            name = str(value_of(site.name, site.source, view.sources)) if site.name is not None else None
            kind = value_of(site.kind, site.source, view.sources) if site.kind is not None else None
            claim = Claim(
                f"The parameter '{key}' of node '{name}' is the text {text!r}", site.file, line, name, text
            )
            return holds(
                claim, key=key, source=match["source"], output=match["output"], target=name, input=key,
                node=name, node_type=kind if isinstance(kind, str) else None, file=site.file, line=site.line,
            )  # fmt: skip
    return FAILS if view.node_sites else UNKNOWN


def _texts(view: View, site: Site) -> Iterator[tuple[str, str, int]]:
    for item in site.items(view.sources) or []:
        for part in ast.walk(item.value):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield item.key, part.value, part.lineno


@check
def run_parameters_unknown(view: View, kind: str) -> Verdict:
    """The parameters of a run name something that the workflow does not have, or more than was meant.

    `kind`: unknown_node (a dict under a key that is no node id, which is dropped) or shared (a value that
    several nodes take). Binds key, to (the node that was meant), nodes, node, file, line. UNKNOWN when no run
    with parameters was seen.
    """
    seen = False
    for call in view.calls("runtime.execute*"):
        given = call.args.get("parameters") if isinstance(call.args, dict) else None
        nodes = call.args.get("nodes") if isinstance(call.args, dict) else None
        if not isinstance(given, dict) or not isinstance(nodes, dict):
            continue
        seen = True
        for key, shape in given.items():
            if key in nodes:
                continue
            takers = [node for node, type_ in nodes.items() if _takes(view, str(type_), key)]
            file, line = view.at(call.at)
            if kind == "unknown_node" and isinstance(shape, dict) and not takers:
                to = nearest(key, nodes, 0.5) or (next(iter(nodes)) if len(nodes) == 1 else None)
                text = f"The run gets parameters for '{key}', but the nodes are {', '.join(nodes)}"
                return holds(
                    Claim(text, file, line, value=key),
                    key=key,
                    to=to,
                    nodes=list(nodes),
                    file=file,
                    line=line,
                )
            if kind == "shared" and len(takers) > 1:
                text = f"The run's parameter '{key}' goes to every node that takes it: {', '.join(takers)}"
                return holds(
                    Claim(text, file, line, value=shape_text(shape)), key=key, nodes=takers, to=takers[0],
                    file=file, line=line,
                )  # fmt: skip
    return FAILS if seen else UNKNOWN


def _takes(view: View, kind: str, key: str) -> bool:
    made = view.generated(kind)
    if made is None:
        return kind.endswith("PythonCodeNode")
    if made.operation in TAKES_FIELDS and key in (fields_of(view, made.model) or {}):
        return True
    return key in NODE_PARAMETERS.get(made.operation, ()) or key in COMMON - {"id"}


@check
def node_without_own_id(view: View) -> Verdict:
    """`add_node` was called without a node id, so that the builder made one up.

    Binds node (the made-up id), node_type, key (what the program looked for), file, line. UNKNOWN without a
    workflow.
    """
    if not view.nodes:
        return UNKNOWN
    made_up = [node for node in view.nodes.values() if re.fullmatch(r"node_[0-9a-f]{8}", node.id)]
    for node in made_up:
        sites = [
            site
            for site in view.node_sites
            if site.name is None
            and site.kind is not None
            and value_of(site.kind, site.source, view.sources) == node.type
        ]
        if not sites:
            continue
        looked = view.root.message.strip("'\"") if view.root and view.root.type.endswith("KeyError") else None
        text = f"The node of type {node.type} was added without an id and is called '{node.id}'"
        claim = Claim(text, sites[0].file, sites[0].line, node.id)
        return holds(
            claim, node_type=node.type, key=looked, made_up=node.id, file=sites[0].file, line=sites[0].line
        )
    return FAILS


@check
def record_type_is(view: View, shape: str, type: str | None = None, key: str = "data") -> Verdict:
    """The items of a list parameter of a node have this type (glob over str, tuple, list, int).

    Binds key, item, node, node_type, model, operation, file, line. UNKNOWN when no node of the type was seen.
    """
    seen = False
    for node, made in _generated(view, type):
        seen = True
        found, value = find_key(node.config, key)
        items = value if found and isinstance(value, list) else []
        for item in items:
            if isinstance(item, str) and item.startswith("<+"):
                continue
            if glob(shape, leaf_type(item) or ""):
                text = f"Node '{node.id}' ({node.type}) gets '{key}' with items of type {leaf_type(item)}"
                return _found(view, node, made, text, value, key=key, item=leaf_type(item))
    return FAILS if seen else UNKNOWN


@check
def bulk_update_records_without(
    view: View, lacking: str = "id", having: str | None = None, operation: str = "bulk_update|bulk_upsert"
) -> Verdict:
    """The records of a bulk update or upsert lack a key (`id`), or have one that nests the values (`fields`).

    Binds key, node, node_type, model, operation, file, line. UNKNOWN when no bulk node with records was seen.
    """
    seen = False
    for node, made in _generated(view, None, operation):
        data = node.config.get("data")
        rows = [row for row in data if isinstance(row, dict)] if isinstance(data, list) else []
        seen = seen or bool(rows)
        for index, row in enumerate(rows):
            if having is not None and (
                having in (fields_of(view, made.model) or {}) or not isinstance(row.get(having), dict)
            ):
                continue
            if having is None and lacking in row:
                continue
            what = f"nests its values under '{having}'" if having else f"has no '{lacking}'"
            text = (
                f"Node '{node.id}' ({node.type}): record {index} {what}; its keys are {', '.join(keys(row))}"
            )
            return _found(view, node, made, text, row, key=having or lacking)
    return FAILS if seen else UNKNOWN


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
def id_not_one_value(view: View, operation: str | None = None) -> Verdict:
    """A node that works on one record got a list or a dict of operators as its id.

    Binds key, to (the bulk or list node), form, node, node_type, model, operation, file, line. UNKNOWN when
    no such node was seen.
    """
    seen = False
    for node, made in _generated(view, type=None, operation=operation):
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
                return _found(view, node, made, text, value, key="id", to=to, form=leaf_type(value))
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
    for node, made in _generated(view, None, operation):
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


@check
def node_confirms_all(view: View) -> Verdict:
    """A bulk update or delete node has `confirmed: True` or `safe_mode: False`.

    Binds key, node, node_type, model, operation, file, line. UNKNOWN when no such node was seen.
    """
    seen = False
    for node, made in _generated(view, None, "bulk_update|bulk_delete"):
        seen = True
        for key in ("confirmed", "safe_mode"):
            if key in node.config:
                text = f"Node '{node.id}' ({node.type}) has {key}: {shape_text(node.config[key])}"
                return _found(view, node, made, text, node.config[key], confirmation=key)
    return FAILS if seen else UNKNOWN


@check
def bulk_records_lack_required(view: View, operation: str | None = None) -> Verdict:
    """Records of a bulk node lack fields that the model requires.

    Binds fields, field, node, node_type, model, operation, file, line. UNKNOWN when no such node was seen.
    """
    seen = False
    for node, made in _generated(view, None, operation or "bulk_create|bulk_upsert"):
        fields = fields_of(view, made.model)
        data = node.config.get("data")
        if fields is None or not isinstance(data, list):
            continue
        seen = True
        required = [name for name, field in fields.items() if field.required and name != "id"]
        for index, row in enumerate(data):
            lacking = [name for name in required if isinstance(row, dict) and name not in row]
            if lacking:
                text = f"Node '{node.id}' ({node.type}): record {index} lacks {', '.join(lacking)}"
                return _found(view, node, made, text, row, fields=lacking, field=lacking[0])
    return FAILS if seen else UNKNOWN


@check
def upsert_create_incomplete(view: View) -> Verdict:
    """An upsert node's `where` and `create` together lack fields that the model requires.

    Binds fields, field, node, node_type, model, operation, file, line. UNKNOWN when no upsert node was seen.
    """
    seen = False
    for node, made in _generated(view, None, "upsert"):
        fields = fields_of(view, made.model)
        where, create = node.config.get("where") or {}, node.config.get("create") or {}
        if fields is None or not isinstance(where, dict) or not isinstance(create, dict):
            continue
        seen = True
        lacking = [n for n, f in fields.items() if f.required and n not in {*where, *create, "id"}]
        if lacking:
            text = f"Node '{node.id}' ({node.type}) lacks {', '.join(lacking)} in 'create'"
            return _found(view, node, made, text, create, fields=lacking, field=lacking[0])
    return FAILS if seen else UNKNOWN


@check
def upsert_where_operator(view: View) -> Verdict:
    """A value in an upsert node's `where` is a dict of operators.

    Binds key, operator, node, node_type, model, operation, file, line. UNKNOWN when no upsert node was seen.
    """
    seen = False
    for node, made in _generated(view, None, "upsert"):
        where = node.config.get("where")
        seen = True
        for key, value in where.items() if isinstance(where, dict) else ():
            if isinstance(value, dict) and value and all(str(name).startswith("$") for name in value):
                operator = next(iter(value))
                text = f"Node '{node.id}' ({node.type}) has the operator '{operator}' on '{key}' in 'where'"
                return _found(view, node, made, text, value, key=key, operator=operator)
    return FAILS if seen else UNKNOWN


@check
def connection_arguments_swapped(view: View) -> Verdict:
    """An `add_connection` has the target's id where the output belongs: (source, target, output, input).

    Binds node, file, line. UNKNOWN when the source has no `add_connection`.
    """
    for wire in view.wires:
        parts = [value_of(p, wire.source, view.sources) if p is not None else None for p in wire.parts]
        named = {str(value_of(s.name, s.source, view.sources)) for s in view.node_sites if s.name is not None}
        if str(parts[1]) in named and str(parts[2]) not in named:
            text = f"add_connection gets the node '{parts[1]}' in second place, where the output belongs"
            claim = Claim(text, wire.file, wire.line, str(parts[2]), view.line_text(wire.file, wire.line))
            return holds(claim, node=str(parts[2]), file=wire.file, line=wire.line)
    return FAILS if view.wires else UNKNOWN


@check
def connection_before_node(view: View) -> Verdict:
    """A connection names a node that the program adds only later in the same block of code.

    Binds node, file, line (of the connection). UNKNOWN when the source has no `add_connection`.
    """
    for wire in view.wires:
        for part in (wire.parts[0], wire.parts[2]):
            name = value_of(part, wire.source, view.sources) if part is not None else None
            added = [
                s
                for s in view.node_sites
                if s.name is not None
                and s.source is wire.source
                and value_of(s.name, s.source, view.sources) == name
                and s.source.function(s.call) is wire.source.function(wire.call)
            ]
            if added and all(site.line > wire.line for site in added):
                text = f"The connection names node '{name}', which is added only in line {added[0].line}"
                claim = Claim(text, wire.file, wire.line, str(name), view.line_text(wire.file, wire.line))
                return holds(claim, node=str(name), file=wire.file, line=wire.line)
    return FAILS if view.wires else UNKNOWN


@check
def nodes_added_but_not_run(view: View) -> Verdict:
    """The source adds nodes that were in no workflow that ran.

    Binds node, file, line. UNKNOWN when no run was observed or an id is not literal.
    """
    ran = [
        call.args["nodes"]
        for call in view.calls("runtime.*")
        if isinstance(call.args, dict) and "nodes" in call.args
    ]
    if not ran:
        return UNKNOWN
    known = {node for nodes in ran if isinstance(nodes, dict) for node in nodes}
    for site in view.node_sites:
        name = value_of(site.name, site.source, view.sources) if site.name is not None else None
        if isinstance(name, str) and name not in known:
            text = f"The node '{name}' is added in the source, but no workflow that ran has it"
            return holds(Claim(text, site.file, site.line, name), node=name, file=site.file, line=site.line)
    return FAILS
