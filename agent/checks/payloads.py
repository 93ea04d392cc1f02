"""Every dict of fields or filters that the program gave to nodes and Express."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from dataflow_debugger.agent.checks.literals import (
    EXPRESS_PAYLOAD,
    UNKNOWN_VALUE,
    Item,
    Site,
    items,
    value_of,
)
from dataflow_debugger.agent.checks.model_source import declared_models, model_class
from dataflow_debugger.agent.checks.names import AUTO_MANAGED
from dataflow_debugger.agent.checks.parameters import COMMON, NODE_PARAMETERS
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call, ModelField, Node
from dataflow_debugger.agent.pattern_names import resolve

Role = Literal["fields", "filter"]
# Columns that DataFlow itself adds to a table, whether the model names them or not.
ADDED = frozenset({"id", *AUTO_MANAGED, "deleted_at", "tenant_id", "version"})


@dataclass(frozen=True)
class Payload:
    """One dict: `keys` maps its keys to shapes, `items` are the same as the source spells them."""

    model: str
    operation: str
    role: Role
    keys: dict[str, Any]
    api: str
    node: str | None = None
    file: str | None = None
    line: int | None = None
    items: tuple[Item, ...] = ()
    under: str | None = None
    ok: bool = True

    @property
    def where(self) -> str:
        """The call or the node, for a sentence."""
        return f"node '{self.node}' ({self.api})" if self.node else self.api

    @property
    def subject(self) -> str:
        """The same at the start of a sentence."""
        return self.where[:1].upper() + self.where[1:] if self.node else self.where

    @property
    def express(self) -> bool:
        return self.node is None

    def item(self, key: str) -> Item | None:
        return next((item for item in self.items if item.key == key), None)

    def is_template(self, key: str) -> bool:
        """Whether the value is written as `"${name}"`, which the run fills."""
        value = item.value if (item := self.item(key)) else None
        return isinstance(value, ast.Constant) and bool(re.search(r"\$\{\w+\}", str(value.value)))

    def place(self, key: str) -> tuple[str | None, int | None]:
        """File and line of a key: where it is written, else of the call."""
        item = self.item(key)
        return (item.source.file, item.line) if item else (self.file, self.line)


def payloads(view: View) -> list[Payload]:
    """Every payload of the run; from the source alone where nothing was observed. Cached on the view."""
    cached: list[Payload] | None = view.__dict__.get("_payloads")
    if cached is None:
        cached = [*_of_calls(view), *_of_nodes(view)]
        cached += list(_of_sources(view, {(one.file, one.line) for one in cached}))
        view.__dict__["_payloads"] = cached
    return cached


def written_payloads(view: View) -> list[Payload]:
    """Every payload that the source spells, of calls and nodes that ran and of those that did not."""
    sites = [*view.express_sites, *view.node_sites]
    return [one for site in sites for one in _static(view, site, set())]


def fields_of(view: View, model: str) -> dict[str, ModelField] | None:
    """The fields of a model, as registered or as its class declares them; None for an unknown model."""
    known = view.model(model)
    if known is not None and known.fields:
        return known.fields
    return declared_fields(view, model)


def declared_fields(view: View, model: str) -> dict[str, ModelField] | None:
    """The annotated attributes of a class decorated with `@db.model` in the user's sources."""
    found = model_class(view, model)
    if found is None:
        return None
    _, node = found
    if any(not (isinstance(base, ast.Name) and base.id == "object") for base in node.bases):
        return None
    fields = {}
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name, annotation = statement.target.id, ast.unparse(statement.annotation)
            optional = "Optional" in annotation or "None" in annotation
            required = statement.value is None and not optional and name != "id"
            fields[name] = ModelField(type=annotation, required=required, primary_key=name == "id")
    return fields


def model_names(view: View) -> list[str]:
    """Names of the models, registered or declared in the source."""
    return list(dict.fromkeys([*(model.name for model in view.models), *declared_models(view)]))


_EXPRESS_ROLES: dict[str, tuple[tuple[str, Role], ...]] = {
    "create": (("data", "fields"),),
    "update": (("fields", "fields"), ("id", "filter")),
    "list": (("filter", "filter"),),
    "find_one": (("filter", "filter"),),
    "count": (("filter", "filter"),),
    "upsert": (("data", "fields"),),
    "upsert_advanced": (("where", "filter"), ("create", "fields"), ("update", "fields")),
    "bulk_create": (("records", "fields"),),
    "bulk_update": (("records", "fields"),),
    "bulk_upsert": (("records", "fields"),),
}
_NODE_ROLES: dict[str, tuple[tuple[str, Role], ...]] = {
    "update": (("fields", "fields"), ("updates", "fields"), ("filter", "filter"), ("conditions", "filter")),
    "delete": (("filter", "filter"), ("conditions", "filter")),
    "list": (("filter", "filter"),),
    "count": (("filter", "filter"),),
    "upsert": (("where", "filter"), ("create", "fields"), ("update", "fields")),
    "bulk_create": (("data", "fields"),),
    "bulk_update": (("filter", "filter"), ("fields", "fields"), ("update", "fields"), ("data", "fields")),
    "bulk_delete": (("filter", "filter"),),
    "bulk_upsert": (("data", "fields"),),
}


def _dicts(shape: Any) -> Iterator[dict[str, Any]]:
    if isinstance(shape, dict):
        if shape:
            yield shape
    elif isinstance(shape, list):
        merged: dict[str, Any] = {}
        for one in shape:
            if isinstance(one, dict):
                merged.update({key: value for key, value in one.items() if key not in merged})
        if merged:
            yield merged


def _of_calls(view: View) -> Iterator[Payload]:
    for call in view.evidence.calls:
        if not call.api.startswith("express") or not isinstance(call.args, dict):
            continue
        yield from _of_call(view, call)


def _of_call(view: View, call: Call) -> Iterator[Payload]:
    operation = call.api.rsplit(".", 1)[-1]
    file, line = view.at(call.at)
    site = view.site_of_call(call)
    model = str(call.args.get("model") or "")
    for parameter, role in _EXPRESS_ROLES.get(operation, ()):
        for keys in _dicts(call.args.get(parameter)):
            written = _items_under(view, site, None) if parameter == _payload_of(operation) else ()
            yield Payload(
                model, operation, role, keys, call.api, None, file, line, written, parameter, call.ok
            )


def _payload_of(operation: str) -> str | None:
    payload = EXPRESS_PAYLOAD.get(operation)
    return payload[0] if payload else None


def _of_nodes(view: View) -> Iterator[Payload]:
    for node in view.nodes.values():
        made = view.generated(node.type)
        if made is None:
            continue
        sites = view.sites_of_node(node.id)
        site = sites[0] if sites else None
        file, line = (site.file, site.line) if site else (None, None)
        ok = node.id not in view.failed_nodes
        for role, under, keys in _node_dicts(node, made.operation, view):
            written = _items_under(view, site, under)
            yield Payload(
                made.model, made.operation, role, keys, node.type, node.id, file, line, written, under, ok
            )


def _node_dicts(node: Node, operation: str, view: View) -> Iterator[tuple[Role, str | None, dict[str, Any]]]:
    config = {**node.config, **runtime_parameters(view, node.id)}
    roles = _NODE_ROLES.get(operation, ())
    for parameter, role in roles:
        for keys in _dicts(config.get(parameter)):
            yield role, parameter, keys
    if operation in ("create", "update"):
        made = view.generated(node.type)
        # A model may have a field of the name of a parameter; the record then gives it.
        own = set(fields_of(view, made.model) or {}) if made else set()
        hidden = NODE_PARAMETERS[operation] | (COMMON - {"id", "name"} - own)
        flat = {key: value for key, value in config.items() if key not in hidden or key == "id"}
        if operation == "update":
            flat.pop("id", None)
        if flat:
            yield "fields", None, flat


def runtime_parameters(view: View, node_id: str) -> dict[str, Any]:
    """What `runtime.execute(workflow, parameters={node: {...}})` gave to a node."""
    found: dict[str, Any] = {}
    for call in view.calls("runtime.*"):
        given = call.args.get("parameters") if isinstance(call.args, dict) else None
        if isinstance(given, dict) and isinstance(given.get(node_id), dict):
            found.update(given[node_id])
    return found


def _items_under(view: View, site: Site | None, under: str | None) -> tuple[Item, ...]:
    """The items of a call's dict, or of the dicts under one of its keys, as written."""
    if site is None:
        return ()
    if under is None:
        listed = site.items(view.sources)
        if listed is not None:
            return tuple(listed)
        return tuple(_items_of_list(view, site.config, site))
    found: list[Item] = []
    for item in site.items(view.sources) or []:
        if item.key == under:
            inner = items(item.value, item.source, view.sources)
            found += inner if inner is not None else list(_items_of_list(view, item.value, site))
    return tuple(found)


def _items_of_list(view: View, node: ast.expr | None, site: Site) -> Iterator[Item]:
    if node is None:
        return
    found, source = resolve(node, site.source, view.sources)
    elements = found.elts if isinstance(found, (ast.List, ast.Tuple)) else []
    if isinstance(found, ast.ListComp):
        elements = [found.elt]
    for element in elements:
        yield from items(element, source, view.sources) or []


def _of_sources(view: View, seen: set[tuple[str | None, int | None]]) -> Iterator[Payload]:
    """Calls of the source when nothing of the kind was observed: the program died first."""
    if not any(call.api.startswith("express") for call in view.evidence.calls):
        for site in view.express_sites:
            yield from _static(view, site, seen)
    if not view.nodes:
        for site in view.node_sites:
            yield from _static(view, site, seen)


def _static(view: View, site: Site, seen: set[tuple[str | None, int | None]]) -> Iterator[Payload]:
    if (site.file, site.line) in seen or (site.name is None and site.kind is None):
        return
    named = value_of(site.name, site.source, view.sources) if site.name is not None else UNKNOWN_VALUE
    name = named if isinstance(named, str) else None
    if isinstance(site.kind, ast.Attribute):
        operation = site.kind.attr
        for parameter, role in _EXPRESS_ROLES.get(operation, ())[:1]:
            written = _items_under(view, site, None)
            keys = {item.key: _shape(item.value) for item in written}
            if keys and name:
                api = f"express.{operation}"
                yield Payload(
                    name, operation, role, keys, api, None, site.file, site.line, written, parameter
                )
        return
    kind = value_of(site.kind, site.source, view.sources) if site.kind is not None else None
    made = view.generated(kind) if isinstance(kind, str) else None
    if made is None or not isinstance(kind, str):
        return
    config = {item.key: _shape(item.value) for item in site.items(view.sources) or []}
    node = Node(id=name or "?", type=kind, config=config)
    for role, under, keys in _node_dicts(node, made.operation, view):
        written = _items_under(view, site, under)
        yield Payload(
            made.model, made.operation, role, keys, kind, name or "?", site.file, site.line, written, under
        )


def _shape(node: ast.expr) -> Any:
    """The shape of an expression, as far as it is literal."""
    if isinstance(node, ast.Dict):
        return {
            str(k.value): _shape(v)
            for k, v in zip(node.keys, node.values, strict=True)
            if isinstance(k, ast.Constant)
        }
    if isinstance(node, (ast.List, ast.Tuple)):
        return [_shape(element) for element in node.elts[:3]]
    if isinstance(node, ast.Constant):
        value = node.value
        return (
            "<None>"
            if value is None
            else f"<str:{len(value)}>"
            if isinstance(value, str)
            else f"<{type(value).__name__}>"
        )
    return "<unknown>"
