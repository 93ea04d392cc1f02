"""Checks of update nodes: values that are given beside `fields`, ids that are not taken for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dataflow_debugger.agent.checks import FAILS, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.literals import Wire, as_glob, matches_glob
from dataflow_debugger.agent.checks.names import AUTO_MANAGED
from dataflow_debugger.agent.checks.node_parameters import unseen
from dataflow_debugger.agent.checks.parameters import NODE_PARAMETERS
from dataflow_debugger.agent.checks.payloads import fields_of
from dataflow_debugger.agent.checks.shapes import find_key
from dataflow_debugger.agent.checks.view import View

_NESTED = ("fields", "updates")
# What the answer of an update node holds beside the values that were given to it.
_ANSWER = NODE_PARAMETERS["update"] | {"rows_affected", "updated", "found", *AUTO_MANAGED}


@dataclass(frozen=True)
class _Update:
    """One update node that ran: what it was given under `fields` and beside it, as its answer repeats it."""

    node: str
    type: str
    model: str
    under: str
    nested: tuple[str, ...]
    flat: tuple[str, ...]
    other: tuple[str, ...]
    # The answer has every field: PostgreSQL gives the whole row back, so it does not tell what was given.
    whole: bool


@check
def update_values_beside_fields(view: View) -> Verdict:
    """An update node was given values under `fields` and others beside it, which it did not write.

    Binds names (those not written), both (those given twice), and either key (`fields`, where its values can be
    lifted beside the others) or output, input, taken (a connection that fills `fields`, and the keys that come
    through it), node, node_type, model, operation, file, line. UNKNOWN when no update node was seen.
    """
    seen = False
    for one in _updates(view):
        seen = True
        wires = [wire for wire in view.wires if _ends_at(view, wire, one.node)]
        filling = next((w for w in wires if _part(view, w, 3) == one.under), None)
        known = view.nodes[one.node].config if one.whole and one.node in view.nodes else {}
        given = [
            name
            for name in one.flat
            if _wired(view, wires, name) or (name not in one.nested and (not one.whole or name in known))
        ]
        if not one.under or not given:
            continue
        movable = filling is None and not one.other and not set(one.nested) & set(AUTO_MANAGED)
        file, line = view.place_of_node(one.node)
        names = ", ".join(given)
        text = (
            f"Node '{one.node}' ({one.type}) gets {names} beside '{one.under}', which holds "
            f"{', '.join(one.nested)}; it writes only these, and gives {names} back unwritten"
        )
        claims = [Claim(text, file, line, one.node, view.line_text(file, line))]
        bound: dict[str, Any] = {"key": one.under if movable else None}
        bound["both"] = [name for name in given if name in one.nested] or None
        if filling is not None:
            file, line = filling.file, filling.line
            claims.append(Claim(f"'{one.under}' comes through this connection", file, line, one.node))
            bound |= {"output": _part(view, filling, 1), "input": one.under, "taken": list(one.nested)}
        return holds(
            *claims, names=given, node=one.node, node_type=one.type, model=one.model, operation="update",
            file=file, line=line, **bound,
        )  # fmt: skip
    return FAILS if seen else unseen(view)


def _updates(view: View) -> Iterator[_Update]:
    for call in view.calls("runtime.*"):
        args = call.args if isinstance(call.args, dict) else {}
        types, answers = args.get("nodes"), call.result
        if not isinstance(types, dict) or not isinstance(answers, dict):
            continue
        spread = args.get("parameters")
        # Parameters that name no node reach every node that has an input of the name.
        loose = {key for key in spread if key not in types} if isinstance(spread, dict) else set()
        for node, answer in answers.items():
            made = view.generated(str(types.get(node, "")))
            if made is None or made.operation != "update" or not isinstance(answer, dict):
                continue
            known = fields_of(view, made.model)
            if known is None or answer.get("failed"):
                continue
            under = next((key for key in _NESTED if isinstance(answer.get(key), dict) and answer[key]), "")
            beside = [key for key in answer if key not in _ANSWER and key not in loose]
            yield _Update(
                node, str(types[node]), made.model, under, tuple(answer.get(under) or ()),
                tuple(key for key in beside if key in known), tuple(key for key in beside if key not in known),
                whole=set(known) <= answer.keys(),
            )  # fmt: skip


def _part(view: View, wire: Wire, index: int) -> str:
    return as_glob(wire.parts[index], wire.source, view.sources)


def _ends_at(view: View, wire: Wire, node: str) -> bool:
    return matches_glob(_part(view, wire, 2), node)


def _wired(view: View, wires: list[Wire], name: str) -> bool:
    """Whether one of the connections carries a value to this input, which was meant to be written then."""
    return any(_part(view, wire, 3) == name for wire in wires)


_ID_WANTED = re.compile(r"UpdateNode requires 'id'")
_TEXT = re.compile(r"^<str:(?P<length>\d+)>$")
# The update node takes a longer flat text for the id of a node.
_LONGEST = 49


@check
def long_id_given_flat(view: View) -> Verdict:
    """An update node was told its record's id beside `filter`, as a text that it takes for the id of a node.

    These are texts of 50 characters and more, and those that end in `_update`. Binds length, node, node_type,
    model, operation, file, line. FAILS when no update node asked for an id.
    """
    for node, kind, answers in _asking_for_id(view):
        made = view.generated(kind)
        shape = _flat_id(view, node, answers) if made is not None else None
        told = _TEXT.match(str(shape))
        if made is None or told is None:
            continue
        length, place = int(told["length"]), view.place_of_node(node)
        why = f"of {length} characters" if length > _LONGEST else "that ends in '_update'"
        text = f"Node '{node}' ({kind}) is given its record's id flat, a text {why}, and takes it for a node's id"
        return holds(
            Claim(text, *place, node, view.line_text(*place)), length=length, node=node, node_type=kind,
            model=made.model, operation="update", file=place[0], line=place[1],
        )  # fmt: skip
    return FAILS


def _asking_for_id(view: View) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Update nodes that failed for want of an id: node, type, and what the nodes beside them gave."""
    shapes = {node: outcome.result_shape for node, outcome in view.outcomes.items()}
    for node, error in view.failed_nodes.items():
        if node in view.nodes and _ID_WANTED.search(error):
            yield node, view.nodes[node].type, shapes
    for call in view.calls("runtime.*"):
        types = call.args.get("nodes") if isinstance(call.args, dict) else None
        answers = call.result if isinstance(call.result, dict) else {}
        for node, answer in answers.items():
            error = str(answer.get("error") or "") if isinstance(answer, dict) else ""
            if isinstance(types, dict) and _ID_WANTED.search(error):
                yield node, str(types.get(node, "")), answers


def _flat_id(view: View, node: str, answers: dict[str, Any]) -> Any:
    """The shape of the id that a node was given beside `filter`: in its parameters, or by a connection."""
    if node in view.nodes and "id" in view.nodes[node].config:
        return view.nodes[node].config["id"]
    for wire in view.wires:
        if _ends_at(view, wire, node) and _part(view, wire, 3) == "id":
            source = next((n for n in answers if matches_glob(_part(view, wire, 0), n)), None)
            return find_key(answers.get(source or ""), _part(view, wire, 1))[1]
    for call in view.calls("runtime.*"):
        given = call.args.get("parameters") if isinstance(call.args, dict) else None
        found, shape = find_key(given, f"{node}.id")
        if found:
            return shape
    return None
