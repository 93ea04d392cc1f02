"""Checks of the order in which the nodes of a workflow ran."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dataflow_debugger.agent.checks import FAILS, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.literals import items, value_of
from dataflow_debugger.agent.checks.node_parameters import generated_nodes, unseen
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Node

_WRITES = ("create", "update", "delete", "upsert", "bulk_create", "bulk_update", "bulk_delete", "bulk_upsert")
_READS = ("read", "list", "count")
# An output that every result of the operation has.
_OUTPUT = {"upsert": "action", "delete": "deleted"} | {
    op: "success" for op in _WRITES if op.startswith("bulk")
}
_NAMED = 3


@check
def unconnected_read_after_write(view: View, failed: bool = False) -> Verdict:
    """A node reads a model, or looks for a row of it in vain, before another node of the workflow writes it:
    no connection orders them, and the program adds the writing node first.

    Nodes without a path between them run in the order of their ids. With `failed` the node that ran too early has
    failed. Binds pairs (source, output, target and
    input of every connection that is needed), sources, targets (named in one text), source and target (the first
    of them), node, model, operation, file, line. UNKNOWN when the workflow has no generated nodes.
    """
    found = list(generated_nodes(view, None))
    pairs = [
        (writer, made, reader)
        for number, (writer, made) in enumerate(found)
        if made.operation in _WRITES
        for reader, other in found[number + 1 :]
        if other.model == made.model
        and not (_counts_all(reader, other) and made.operation.endswith("update"))
        and _looks(view, reader, other.operation)
        and not (failed and reader.id not in view.failed_nodes)
        and _inverted(view, writer, reader)
        and not _other_row(view, writer, reader)
    ]
    if not pairs:
        return FAILS if found else unseen(view)
    file, line = view.place_of_node(pairs[0][2].id)
    claims = [_claim(view, writer, reader) for writer, _, reader in pairs[:_NAMED]]
    writer, made, reader = pairs[0]
    needed = _connections(pairs)
    operation = view.generated(reader.type)
    return holds(
        *claims, pairs=needed, sources=_listed([one.id for one, _, _ in pairs]),
        targets=_listed([one.id for _, _, one in pairs]), source=writer.id, target=reader.id,
        node=reader.id, node_type=reader.type, model=made.model, file=file, line=line,
        operation=operation.operation if operation else None,
    )  # fmt: skip


def _claim(view: View, writer: Node, reader: Node) -> Claim:
    text = (
        f"Node '{reader.id}' ({reader.type}) ran before '{writer.id}' ({writer.type}): "
        "no connection leads from the one to the other"
    )
    return Claim(text, *view.place_of_node(reader.id), reader.id)


def _connections(pairs: list[tuple[Node, Any, Node]]) -> list[list[str]]:
    """What each connection is made of. An update node writes unknown inputs, where it has no `fields`."""
    found, used = [], set[tuple[str, str]]()
    for writer, made, reader in pairs:
        number, name = 1, "_after"
        flat = reader.type.endswith("UpdateNode") and not reader.config.keys() & {"fields", "updates"}
        if flat and not reader.type.endswith("BulkUpdateNode"):
            if made.operation != "create":
                continue
            name = "id"
        # Only one connection of an input counts.
        while (reader.id, name) in used:
            number += 1
            name = f"_after_{number}"
        used.add((reader.id, name))
        found.append([writer.id, _OUTPUT.get(made.operation, "id"), reader.id, name])
    return found


def _listed(names: list[str]) -> str:
    return " and ".join(dict.fromkeys(names))


def _counts_all(node: Node, made: Any) -> bool:
    """Whether a node counts all rows, which no update changes."""
    return bool(made.operation == "count" and not node.config.get("filter"))


def _looks(view: View, node: Node, operation: str) -> bool:
    """Whether a node reads, or changes rows and met none."""
    if operation in _READS:
        return True
    outcome = view.outcomes.get(node.id)
    if outcome is None or operation not in ("update", "delete", "bulk_update", "bulk_delete"):
        return False
    shape = outcome.result_shape if isinstance(outcome.result_shape, dict) else {}
    return not outcome.ok or shape.get("rows_affected") == 0 or shape.get("processed") == 0 or _none(shape)


def _none(shape: dict[str, Any]) -> bool:
    return any(key in shape and not shape[key] for key in ("updated", "deleted"))


def _inverted(view: View, writer: Node, reader: Node) -> bool:
    """Whether the reader ran without the writer having run, and nothing but their ids decides that."""
    ran, after = list(view.outcomes), _reachable(view)
    if reader.id not in ran or reader.id in after(writer.id) or writer.id in after(reader.id):
        return False
    if writer.id not in ran:
        return reader.id in view.failed_nodes
    return ran.index(reader.id) < ran.index(writer.id)


def _other_row(view: View, writer: Node, reader: Node) -> bool:
    """Whether the two nodes are about rows whose ids are written, and differ."""
    ids = [_written_id(view, node.id) for node in (writer, reader)]
    return all(ids) and ids[0] != ids[1]


def _written_id(view: View, node: str) -> str | None:
    """The id that a node is given, as far as it is a literal, at the top or in its filter."""
    for site in view.sites_of_node(node)[:1]:
        listed = site.items(view.sources) or []
        listed += [
            one for i in listed if i.key == "filter" for one in items(i.value, i.source, view.sources) or []
        ]
        found = [value_of(one.value, one.source, view.sources) for one in listed if one.key == "id"]
        return str(found[0]) if found and isinstance(found[0], str | int) else None
    return None


def _reachable(view: View) -> Callable[[str], set[str]]:
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
