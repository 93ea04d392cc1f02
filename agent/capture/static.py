"""The workflow as the source text spells it, for a program that died before it built one."""

from __future__ import annotations

import ast
from typing import Any

from . import shapes


def from_sources(texts: list[str]) -> dict[str, Any] | None:
    """Nodes and connections from add_node and add_connection calls with literal arguments."""
    nodes: list[dict[str, Any]] = []
    connections: list[dict[str, Any]] = []
    for text in texts:
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            continue
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                if call.func.attr == "add_node":
                    _node(call, nodes)
                elif call.func.attr in ("add_connection", "connect"):
                    _connection(call, connections)
    if not nodes:
        return None
    return {
        "nodes": nodes,
        "connections": connections,
        "failed_node": None,
        "inputs": None,
        "outcomes": {},
        "source": "static",
    }


def _arguments(call: ast.Call, names: tuple[str, ...]) -> dict[str, ast.expr]:
    found = dict(zip(names, call.args, strict=False))
    found.update({k.arg: k.value for k in call.keywords if k.arg})
    return found


def _text(node: ast.expr | None) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        return node.id
    return None


def _node(call: ast.Call, nodes: list[dict[str, Any]]) -> None:
    given = _arguments(call, ("node_type", "node_id", "config"))
    kind, name = _text(given.get("node_type")), _text(given.get("node_id"))
    if kind is None or name is None:
        return
    config: Any = {}
    if "config" in given:
        config = _value_shape(given["config"], "")
    nodes.append({"id": name, "type": kind, "config": config if isinstance(config, dict) else {}})


def _value_shape(node: ast.expr, key: str) -> Any:
    if isinstance(node, ast.Dict):
        found = {}
        for name, value in zip(node.keys, node.values, strict=True):
            if isinstance(name, ast.Constant):
                found[str(name.value)] = _value_shape(value, str(name.value))
        return found
    try:
        return shapes.shape(ast.literal_eval(node), key)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return f"<{type(node).__name__.lower()}>"


def _connection(call: ast.Call, connections: list[dict[str, Any]]) -> None:
    given = _arguments(call, ("from_node", "from_output", "to_node", "to_input"))
    values = [_text(given.get(k)) for k in ("from_node", "from_output", "to_node", "to_input")]
    if values[0] is None or values[2] is None:
        return
    texts = [value or "" for value in values]
    connections.append(dict(zip(("source", "output", "target", "input"), texts, strict=True)))
