"""Checks of connections as they are written: how many names, which keywords, and what a SwitchNode is fed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from dataflow_debugger.agent.checks import FAILS, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.literals import Wire, as_glob, matches_glob, value_of
from dataflow_debugger.agent.checks.names import AUTO_MANAGED, Generated
from dataflow_debugger.agent.checks.node_parameters import unseen
from dataflow_debugger.agent.checks.payloads import fields_of
from dataflow_debugger.agent.checks.python_code import inputs_of_code
from dataflow_debugger.agent.checks.view import View

_CALL = re.compile(
    r"add_connection\(\) (missing \d|takes \d+ positional arguments|got an unexpected keyword|got multiple values)"
)
# What people call the four parts, in the order of the parameters.
_WORDS = (
    "from_node source src source_node from_ source_id source_node_id start",
    "from_output source_output output source_port from_port source_key src_output output_key out",
    "to_node target dst target_node to target_id target_node_id destination dest end",
    "to_input target_input input target_port to_port target_key dst_input input_key into",
)
_ONE_RECORD = ("create", "read", "update")
_RECORD_INPUTS = ("input_data", "input", "data", "value")


@dataclass
class _Node:
    """A node as the source adds it."""

    id: str
    kind: str
    made: Generated | None
    given: set[str] = field(default_factory=set)
    code: str = ""


@check
def connection_incomplete(view: View) -> Verdict:
    """`add_connection` was refused: too few or too many names, or keywords that it does not have.

    Binds source, output, target, input (what was most likely meant), given (how many names stood there), node,
    file, line. FAILS when no such error says so; UNKNOWN is never answered, the parts may be None.
    """
    if not any(_CALL.search(text.text) for text in view.all_texts):
        return FAILS
    frame = view.user_frame
    file, line = (frame.file, frame.line) if frame else (None, None)
    source = view.source(file)
    wire = next(
        (
            w
            for w in view.wires
            if w.source is source and line and w.line <= line <= (w.call.end_lineno or w.line)
        ),
        None,
    )
    given = len(wire.call.args) + len(wire.call.keywords) if wire else None
    text = f"add_connection is given {given} names; it takes node, output, node and input"
    claim = Claim(text, file, line, value=view.line_text(file, line))
    parts = _meant(view, wire) if wire else None
    named = dict(zip(("source", "output", "target", "input"), parts or (), strict=False))
    return holds(claim, given=given, file=file, line=line, **named)


def _meant(view: View, wire: Wire) -> tuple[str, str, str, str] | None:
    """The four names that the call most likely meant; None where the nodes cannot be told."""
    nodes = _nodes(view)
    known: list[str | None] = [None] * 4
    for word in wire.call.keywords:
        place = next((i for i, names in enumerate(_WORDS) if word.arg in names.split()), None)
        text = value_of(word.value, wire.source, view.sources)
        if place is not None and isinstance(text, str):
            known[place] = text
    loose = [value_of(arg, wire.source, view.sources) for arg in wire.call.args]
    texts = [text for text in loose if isinstance(text, str)]
    if len(texts) != len(loose):
        return None
    ends: list[str] = []
    ports: list[str] = []
    sides: list[int] = []
    for text in texts:
        head, _, tail = text.partition(".")
        if text in nodes:
            ends.append(text)
        elif head in nodes and tail:
            ends.append(head)
            sides.append(len(ends))
            ports.append(tail)
        else:
            sides.append(len(ends))
            ports.append(text)
    source = known[0] or (ends[0] if ends else None)
    target = known[2] or (ends[1] if len(ends) > 1 else None)
    if source is None or target is None or source not in nodes or target not in nodes:
        return None
    left = next((p for p, side in zip(ports, sides, strict=True) if side == 1), None)
    right = next((p for p, side in zip(ports, sides, strict=True) if side > 1), None)
    output, into = known[1] or left, known[3] or right
    best = _ports(view, nodes[source], nodes[target])
    if output is None and into is not None:
        outputs = _outputs(view, nodes[source])
        output = into if into in outputs else "id" if into.endswith("id") and "id" in outputs else best[0]
    if into is None and output is not None:
        inputs = _inputs(view, nodes[target])
        into = output if output in inputs or not inputs else best[1]
    return source, output or best[0], target, into or best[1]


def _nodes(view: View) -> dict[str, _Node]:
    found: dict[str, _Node] = {}
    for site in view.node_sites:
        name = value_of(site.name, site.source, view.sources) if site.name is not None else None
        kind = value_of(site.kind, site.source, view.sources) if site.kind is not None else None
        if not isinstance(name, str) or not isinstance(kind, str):
            continue
        node = _Node(name, kind, view.generated(kind))
        for item in site.items(view.sources) or []:
            node.given.add(item.key)
            text = value_of(item.value, item.source, view.sources) if item.key == "code" else None
            node.code = text if isinstance(text, str) else node.code
        found[name] = node
    return found


def _outputs(view: View, node: _Node) -> list[str]:
    if node.made is None:
        return ["result"] if node.kind.endswith("PythonCodeNode") else []
    fields = list(fields_of(view, node.made.model) or {})
    return {
        "list": ["records", "count"],
        "count": ["count"],
        "upsert": ["record", "created"],
        "create": ["id", *fields],
        "read": ["id", *fields],
        "update": ["id", *fields],
        "delete": ["id", "deleted"],
    }.get(node.made.operation, ["success"])


def _inputs(view: View, node: _Node) -> list[str]:
    """What a node still lacks, the most needed first."""
    if node.made is None:
        return inputs_of_code(node.code)
    if node.made.operation != "create":
        return {
            "list": ["filter"],
            "count": ["filter"],
            "bulk_create": ["data"],
            "bulk_upsert": ["data"],
        }.get(node.made.operation, ["id"])
    fields = fields_of(view, node.made.model) or {}
    lacking = [name for name in fields if name not in node.given]
    return sorted(lacking, key=lambda name: not fields[name].required)


def _ports(view: View, source: _Node, target: _Node) -> tuple[str, str]:
    """The output and the input that fit each other best."""
    outputs, inputs = _outputs(view, source), _inputs(view, target)
    for name in inputs:
        if source.made is not None and name in (f"{source.made.model.lower()}_id", f"{source.id}_id"):
            return "id", name
    for name in inputs:
        if name in outputs:
            return name, name
    return (outputs or ["id"])[0], (inputs or ["id"])[0]


@check
def switch_input_not_record(view: View) -> Verdict:
    """A SwitchNode is fed one value of a record, and another field is compared or a field is taken behind it.

    Binds node (the switch), source, output, port, input, fields (what the switch and the nodes behind it take),
    file, line. UNKNOWN without a SwitchNode.
    """
    switches = {name for name, node in view.nodes.items() if node.type == "SwitchNode"}
    for wire in view.connections:
        source = view.nodes.get(wire.source)
        made = view.generated(source.type) if source else None
        if wire.target not in switches or made is None or made.operation not in _ONE_RECORD:
            continue
        config = view.nodes[wire.target].config
        if "condition_field" not in config or wire.input not in _RECORD_INPUTS:
            continue
        known = fields_of(view, made.model) or {}
        if any((one.node, one.output) == (wire.source, wire.output) for one in view.unknown_outputs):
            continue
        if wire.output in known and known[wire.output].type.lower().startswith(("dict", "json", "any")):
            continue
        wanted = _behind(view, wire.target, list(known))
        named = _literal(view, wire.target, "condition_field")
        dotted = any(c.source == wire.target and "." in c.output for c in view.connections)
        if wire.output == named and not dotted:
            continue
        names = list(dict.fromkeys([*([named] if named else []), *wanted]))
        file, line = view.place_of_connection(wire.source, wire.output, wire.target, wire.input)
        text = (
            f"The SwitchNode '{wire.target}' is fed '{wire.output}' of node '{wire.source}', one value, where "
            f"a record with '{named or 'the field'}' is needed"
        )
        return holds(
            Claim(text, file, line, wire.target, view.line_text(file, line)), node=wire.target,
            source=wire.source, output=wire.output, port=wire.output, input=wire.input, fields=names, file=file,
            line=line,
        )  # fmt: skip
    return FAILS if switches else unseen(view)


def _literal(view: View, node: str, key: str) -> str | None:
    for site in view.sites_of_node(node)[:1]:
        for item in site.items(view.sources) or []:
            text = value_of(item.value, item.source, view.sources) if item.key == key else None
            if isinstance(text, str):
                return text
    return None


def _behind(view: View, switch: str, fields: list[str]) -> list[str]:
    """Fields that the connections from the switch take out of the record; the whole record where one takes all."""
    outputs = [wire.output for wire in view.connections if wire.source == switch]
    if any("." not in output for output in outputs):
        return fields
    return [output.rsplit(".", 1)[-1] for output in outputs]


# Nodes that work on a whole record, and are not generated for a model.
_TAKE_RECORDS = ("SwitchNode", "PythonCodeNode", "MergeNode")
_RECORD_OUTPUTS = frozenset(
    ["record", "row", "result", "output", "data", "item", "object", "entity", "value", "values", "model", "*"]
)


def destination(view: View, source: str, output: str, available: list[str]) -> dict[str, Any]:
    """Where the value of an output was to go: target, input, same (the input, where it is an output too).

    `record` has the fields of the source's model where its whole record was meant, by a switch or by code.
    `reads` is the node that reads the record, where the output is a column that a write did not hand on.
    """
    ends = [
        (wire.target, wire.input)
        for wire in view.connections
        if (wire.source, wire.output) == (source, output)
    ]
    for wire in view.wires:
        first, port, last, into = (as_glob(part, wire.source, view.sources) for part in wire.parts)
        if matches_glob(first, source) and port == output:
            ends.append((last, into))
    target, entry = ends[0] if ends else (None, None)
    same = entry if entry in available else None
    made = view.generated(_type_of(view, source) or "")
    whole = made is not None and made.operation in _ONE_RECORD and same is None
    whole = whole and made is not None and output.lower() in _RECORD_OUTPUTS | {made.model.lower()}
    taking = any((_type_of(view, end) or "").endswith(_TAKE_RECORDS) for end, _ in ends)
    fields = [name for name in fields_of(view, made.model) or () if name in available] if made else []
    record = fields if whole and taking and fields else None
    reads = None
    if made is not None and made.operation in ("create", "update") and "id" in available:
        columns = {*(fields_of(view, made.model) or ()), *AUTO_MANAGED}
        reads = f"{made.model}ReadNode" if output in columns else None
    return {
        "target": target,
        "input": entry,
        "same": None if reads else same,
        "record": record,
        "reads": reads,
    }


def _type_of(view: View, node: str) -> str | None:
    """The type of a node, as it ran or as the source adds it."""
    if node in view.nodes:
        return view.nodes[node].type
    for site in view.sites_of_node(node)[:1]:
        kind = value_of(site.kind, site.source, view.sources) if site.kind is not None else None
        return kind if isinstance(kind, str) else None
    return None
