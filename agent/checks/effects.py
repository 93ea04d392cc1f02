"""Checks of what an operation really did: failures nobody reads, rows nobody touched."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.general import said, short
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.values import accesses
from dataflow_debugger.agent.checks.view import View

_FLAGS = ("error", "failed", "success", "_exception")


@check
def leaf_failure_swallowed(view: View, type: str | None = None, error: str | None = None) -> Verdict:
    """A node failed, the runtime raised nothing, and the user's code never looks at the node's error.

    `type` is a glob over the node's type, `error` a regex over its error. Binds node, node_type, error, file,
    line (of the call of execute). UNKNOWN when no workflow ran.
    """
    if not view.outcomes:
        return UNKNOWN
    if any(one.type.startswith("kailash.") for one in view.raised):
        return FAILS
    for node_id in view.failed_outcomes:
        node = view.nodes.get(node_id)
        text = view.failed_nodes.get(node_id, "")
        if not glob(type, node.type if node else "") or (error and not re.search(error, text, re.S)):
            continue
        if _looks_at_errors(view):
            return FAILS
        file, line = _execute_place(view, node_id)
        shown = f"Node '{node_id}' failed ({said(text)}) and execute raised nothing"
        claim = Claim(shown, file, line, node_id, view.line_text(file, line))
        return holds(
            claim, node=node_id, node_type=node.type if node else None, error=text, file=file, line=line
        )
    return FAILS


def _execute_place(view: View, node_id: str) -> tuple[str | None, int | None]:
    for call in reversed(view.calls("runtime.*")):
        nodes = call.args.get("nodes") if isinstance(call.args, dict) else None
        if isinstance(nodes, dict) and node_id in nodes:
            return view.at(call.at)
    return view.place_of_node(node_id)


def _looks_at_errors(view: View) -> bool:
    """Whether the sources read `error`, `failed` or `success` of anything."""
    for source in view.sources.values():
        for _, _, key in accesses(source):
            if key in _FLAGS:
                return True
        for node in source.nodes:
            left = node.left if isinstance(node, ast.Compare) else None
            if isinstance(left, ast.Constant) and left.value in _FLAGS:
                return True
    return False


@check
def zero_rows_affected(view: View, operation: str | None = None) -> Verdict:
    """An update or delete reported success and touched no row.

    `operation` is a glob over update, delete, bulk_update, bulk_delete. Binds node, api, operation, model,
    file, line. UNKNOWN when no such operation was seen.
    """
    seen = False
    for name, node_id, op, model, shape, place in _writes(view):
        if not glob(operation, op):
            continue
        seen = True
        if _touched(op, shape):
            continue
        where = f"Node '{node_id}' ({name})" if node_id else name
        claim = Claim(f"{where} reports success and touched no row", *place, node_id, short(str(shape), 120))
        return holds(claim, node=node_id, api=name, operation=op, model=model, file=place[0], line=place[1])
    return FAILS if seen else UNKNOWN


_WRITES = ("update", "delete", "bulk_update", "bulk_delete")


def _writes(
    view: View,
) -> Iterator[tuple[str, str | None, str, str | None, Any, tuple[str | None, int | None]]]:
    for node_id, outcome in view.outcomes.items():
        node = view.nodes.get(node_id)
        made = view.generated(node.type) if node else None
        if node and made and made.operation in _WRITES and outcome.ok:
            shape = outcome.result_shape
            yield node.type, node_id, made.operation, made.model, shape, view.place_of_node(node_id)
    for call in view.calls("express*"):
        operation = call.api.rsplit(".", 1)[-1]
        if operation in _WRITES and call.ok and call.awaited is not False:
            model = call.args.get("model") if isinstance(call.args, dict) else None
            for shape in call.result if isinstance(call.result, list) else [call.result]:
                yield call.api, None, operation, model, shape, view.at(call.at)


def _touched(operation: str, shape: Any) -> bool:
    if not isinstance(shape, dict):
        return True
    if "rows_affected" in shape:
        return bool(shape["rows_affected"] != 0)
    if operation.startswith("bulk"):
        return bool(shape.get("processed") != 0)
    return shape.get("deleted") is not False
