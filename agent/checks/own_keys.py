"""Which field of a model without `id` the program takes for its key, by how it asks for single records."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.checks.payloads import payloads
from dataflow_debugger.agent.checks.refused_values import plain_type
from dataflow_debugger.agent.checks.shapes import leaf_type
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call, Model
from dataflow_debugger.agent.pattern_source import Source

_SINGLE = ("read", "update", "delete")


def missed(view: View, model: Model) -> Call | None:
    """The first Express call that asked for one record of the model by what is no counted id, and met none."""
    numbers = any(plain_type(field.type) == "int" for field in model.fields.values() if field.required)
    for call in view.calls("express*"):
        operation = call.api.rpartition(".")[2]
        args = call.args if isinstance(call.args, dict) else {}
        if operation not in _SINGLE or args.get("model") != model.name:
            continue
        # A number may well be the id that DataFlow counts.
        if (leaf_type(args.get("id")) == "int" and not numbers) or not _met_none(operation, call):
            continue
        return call
    return None


def _met_none(operation: str, call: Call) -> bool:
    if operation == "read":
        return call.result in (None, "<None>")
    if operation == "delete":
        return call.result is False
    return isinstance(call.result, dict) and call.result.get("rows_affected") == 0


def key_field(view: View, model: Model) -> str | None:
    """The field whose name or value the program hands to `read`, `update` and `delete` of Express."""
    asked = list(_asked(view, model.name))
    for name in (name for node, source in asked for name in _names(node, source)):
        fitting = [field for field in model.fields if field == name] or [
            field for field in model.fields if field.endswith(f"_{name}") or name.endswith(f"_{field}")
        ]
        if fitting:
            return fitting[0]
    values = [node.value for node, _ in asked if isinstance(node, ast.Constant)]
    for payload in payloads(view):
        for item in payload.items if payload.model == model.name and payload.role == "fields" else ():
            told = item.value.value if isinstance(item.value, ast.Constant) else None
            if told in values and item.key in model.fields:
                return item.key
    return None


def _asked(view: View, model: str) -> Iterator[tuple[ast.expr, Source]]:
    for site in view.express_sites:
        operation = site.call.func.attr if isinstance(site.call.func, ast.Attribute) else ""
        named = site.name.value if isinstance(site.name, ast.Constant) else model
        words = {word.arg: word.value for word in site.call.keywords}
        given = site.call.args[1] if len(site.call.args) > 1 else words.get("id")
        if operation in _SINGLE and named == model and given is not None:
            yield given, site.source


def _names(node: ast.expr, source: Source) -> Iterator[str]:
    """What the value is called: `row["part"]`, `item.part`, `part`; of a parameter also what callers hand over."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        yield str(node.slice.value)
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.Name):
        yield node.id
        function = source.function(node)
        names = [one.arg for one in function.args.args] if function else []
        place = names.index(node.id) - (names[:1] == ["self"]) if node.id in names else -1
        for call in source.calls() if function and place >= 0 else ():
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if called == getattr(function, "name", None) and len(call.args) > place:
                given = call.args[place]
                yield from _names(given, source) if not isinstance(given, ast.Name) else (given.id,)
