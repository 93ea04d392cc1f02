"""Checks of how a workflow is put together and started: connections, templates, run parameters."""

from __future__ import annotations

import ast
import re
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.literals import as_glob, matches_glob, value_of
from dataflow_debugger.agent.checks.names import nearest
from dataflow_debugger.agent.checks.node_parameters import unseen
from dataflow_debugger.agent.checks.parameters import COMMON, NODE_PARAMETERS, TAKES_FIELDS
from dataflow_debugger.agent.checks.payloads import ADDED, fields_of
from dataflow_debugger.agent.checks.shapes import find_key, shape_text
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Connection


@check
def run_parameters_unknown(view: View, kind: str) -> Verdict:
    """The parameters of a run name something that the workflow does not have, or more than was meant.

    `kind`: unknown_node (parameters of a node under a key that is no node id, which are dropped) or shared
    (a value that several nodes take). Binds key, to (the node that was meant), nodes, node, file, line.
    UNKNOWN when no run with parameters was seen.
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
            takers = [node for node, type_ in nodes.items() if takes(view, str(type_), key)]
            file, line = view.at(call.at)
            meant = isinstance(shape, dict) and any(
                takes(view, str(type_), name) for type_ in nodes.values() for name in shape
            )
            if kind == "unknown_node" and meant and not takers:
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


def takes(view: View, kind: str, key: str) -> bool:
    """Whether a node of this type has a parameter of this name, so that a run gives it the value."""
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
def connection_arguments_swapped(view: View) -> Verdict:
    """An `add_connection` has the target's id where the output belongs: (source, target, output, input).

    Binds node, file, line. UNKNOWN when the source has no `add_connection`.
    """
    for wire in view.wires:
        parts = [value_of(p, wire.source, view.sources) if p is not None else None for p in wire.parts]
        named = {str(value_of(s.name, s.source, view.sources)) for s in view.node_sites if s.name is not None}
        named |= set(view.nodes)
        if str(parts[1]) in named and str(parts[2]) not in named:
            text = f"add_connection gets the node '{parts[1]}' in second place, where the output belongs"
            claim = Claim(text, wire.file, wire.line, str(parts[2]), view.line_text(wire.file, wire.line))
            return holds(claim, node=str(parts[2]), file=wire.file, line=wire.line)
    return FAILS if view.wires else unseen(view)


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
    return FAILS if view.wires else unseen(view)


@check
def nodes_added_but_not_run(view: View) -> Verdict:
    """The source adds nodes that were in no workflow that ran.

    Binds node, file, line. UNKNOWN when no run was observed.
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
        name = as_glob(site.name, site.source, view.sources)
        if name.strip("*") and not any(matches_glob(name, node) for node in known):
            text = f"The node '{name}' is added in the source, but no workflow that ran has it"
            return holds(Claim(text, site.file, site.line, name), node=name, file=site.file, line=site.line)
    return FAILS


@check
def connection_overwritten(view: View) -> Verdict:
    """Several connections end at the same input of one node, so that only the last one counts.

    Binds node, input, port, sources, file, line; ends (node and output of each) and listed (each gives a list);
    source, output and target of the last; spare (the one input of the same type that nothing feeds). UNKNOWN
    when the workflow has no connections.
    """
    if not view.connections:
        return UNKNOWN
    fed: dict[tuple[str, str], list[Connection]] = {}
    for connection in view.connections:
        fed.setdefault((connection.target, connection.input), []).append(connection)
    for (target, port), wires in fed.items():
        if len(wires) < 2:
            continue
        ends = [f"{one.source}.{one.output}" for one in wires]
        last = wires[-1]
        file, line = view.place_of_connection(last.source, last.output, target, port)
        text = f"The input '{port}' of node '{target}' is fed by {' and by '.join(ends)}"
        claim = Claim(text, file, line, target)
        bindings: dict[str, Any] = {
            "node": target, "input": port, "port": port, "sources": ends, "file": file, "line": line,
            "source": last.source, "output": last.output, "target": target, "spare": _spare(view, wires),
        }  # fmt: skip
        bindings["ends"] = [[one.source, one.output] for one in wires]
        bindings["listed"] = all(_gives_list(view, one) for one in wires)
        return holds(claim, **bindings)
    return FAILS


def _gives_list(view: View, wire: Connection) -> bool:
    outcome = view.outcomes.get(wire.source)
    found, value = find_key(outcome.result_shape, wire.output) if outcome else (False, None)
    return found and shape_text(value).startswith("[")


def _spare(view: View, wires: list[Connection]) -> str | None:
    """The field of the target that nothing feeds, where two values come for one of the same type."""
    node = view.nodes.get(wires[0].target)
    made = view.generated(node.type) if node else None
    fields = fields_of(view, made.model) if made and made.operation in TAKES_FIELDS else None
    if node is None or not fields or wires[0].input not in fields or len(wires) != 2:
        return None
    fed = {one.input.split(".")[0] for one in view.connections if one.target == node.id}
    taken = {*fed, *node.config, *ADDED}
    kind = fields[wires[0].input].type
    free = [name for name, field in fields.items() if name not in taken and field.type == kind]
    return free[0] if len(free) == 1 else None


@check
def built_before_nodes(view: View) -> Verdict:
    """A function builds its workflow, and further down adds nodes to the same builder.

    Binds file, line (of the build). UNKNOWN when the source has no `build`.
    """
    seen = False
    for source in view.sources.values():
        for call in source.calls():
            if not isinstance(call.func, ast.Attribute) or call.func.attr != "build" or call.args:
                continue
            seen = True
            builder, scope = source.segment(call.func.value), source.function(call)
            held = source.statement(call)
            if not isinstance(held, (ast.Assign, ast.AnnAssign)) or held.value is not call:
                continue
            later = [
                one
                for one in source.calls()
                if isinstance(one.func, ast.Attribute) and one.func.attr == "add_node"
                and source.segment(one.func.value) == builder and one.lineno > call.lineno
                and source.function(one) is scope
            ]  # fmt: skip
            if later:
                text = (
                    f"{builder} is built in line {call.lineno}, and line {later[0].lineno} adds a node to it"
                )
                return holds(Claim(text, source.file, call.lineno), file=source.file, line=call.lineno)
    return FAILS if seen else UNKNOWN
