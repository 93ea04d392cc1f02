"""Checks of nodes that steer a workflow (Switch, Merge), of functions in PythonCodeNodes, of odd connections."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.names import node_type
from dataflow_debugger.agent.checks.node_parameters import (
    arriving,
    found_at,
    generated_nodes,
    held,
    unseen,
)
from dataflow_debugger.agent.checks.payloads import fields_of
from dataflow_debugger.agent.checks.view import View

_INDEX = re.compile(r"(?:\.\d+|\[\d+\])")
_INPUT_OF = {"read": "id", "update": "id", "delete": "id"}


@check
def config_field_unpacked(view: View) -> Verdict:
    """A create or update node gets a dict for a field named `config` whose keys are parameters of the node too.

    Binds key, keys, node, node_type, model, operation, file, line. UNKNOWN when no such node was seen.
    """
    seen = False
    for node, made in generated_nodes(view, None, "create|update"):
        seen = True
        fields = fields_of(view, made.model) or {}
        given = node.config.get("config")
        both = (
            [key for key in given if key in fields] if isinstance(given, dict) and "config" in fields else []
        )
        if both:
            text = f"Node '{node.id}' ({node.type}) gets a dict as 'config', whose {', '.join(both)} are fields too"
            return found_at(view, node, made, text, given, key="config", keys=both)
    return FAILS if seen else unseen(view)


@check
def upsert_keys_differ(view: View) -> Verdict:
    """An upsert node's `where` and `create` give different values to one field.

    Binds key, wanted (the value in `where`), node, node_type, model, operation, file, line. UNKNOWN when no
    upsert node was seen.
    """
    seen = False
    for node, made in generated_nodes(view, None, "upsert"):
        for site in view.sites_of_node(node.id):
            parts = {item.key: item.value for item in site.items(view.sources) or []}
            where, create = _literal_items(parts.get("where")), _literal_items(parts.get("create"))
            seen = True
            for key, value in where.items():
                if key in create and create[key] != value and not isinstance(value, dict):
                    other = create[key]
                    text = f"Node '{node.id}': '{key}' is {value!r} in 'where' and {other!r} in 'create'"
                    return found_at(view, node, made, text, key=key, wanted=repr(value).replace("'", '"'))
    return FAILS if seen else unseen(view)


def _literal_items(node: ast.expr | None) -> dict[str, object]:
    """The items of a dict display whose values are literal."""
    found: dict[str, object] = {}
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(value, ast.Constant):
                found[str(key.value)] = value.value
    return found


@check
def connection_indexes_list(view: View) -> Verdict:
    """A connection takes an element of a list output (`records.0.id`).

    Binds node, output, port, code (what picks the element), target, input, file, line. UNKNOWN without connections.
    """
    for wire in view.connections:
        base = wire.output.split(".")[0].split("[")[0]
        source = view.nodes.get(wire.source)
        made = view.generated(source.type) if source else None
        listed = made is not None and made.operation == "list" and base == "records" and "." in wire.output
        if not _INDEX.search(wire.output) and not listed:
            continue
        file, line = view.place_of_connection(wire.source, wire.output, wire.target, wire.input)
        text = f"The connection takes '{wire.output}', an element of a list, from node '{wire.source}'"
        return holds(
            Claim(text, file, line, wire.source, view.line_text(file, line)), node=wire.source,
            output=wire.output, port=wire.output, base=base, code=_picked(wire.output), target=wire.target,
            input=wire.input, file=file, line=line,
        )  # fmt: skip
    return FAILS if view.connections else unseen(view)


def _picked(path: str) -> str:
    """`records.0.id` as Python: `records[0]['id']`."""
    parts = [part for part in re.split(r"[.\[\]]+", path) if part]
    steps = [f"[{part}]" if part.isdigit() else f"['{part}']" for part in parts[1:]]
    if steps and not any(step[1:-1].isdigit() for step in steps):
        steps.insert(0, "[0]")
    return parts[0] + "".join(steps)


@check
def data_connected_to_create(view: View) -> Verdict:
    """A connection ends at `data` (or `records`) of a create node, which has no such input.

    Binds node, node_type, to (the bulk create node), model, operation, input, file, line. UNKNOWN without
    connections.
    """
    for node, made in generated_nodes(view, None, "create"):
        fields = fields_of(view, made.model) or {}
        for wire in view.connections:
            name = wire.input.split(".")[0]
            if wire.target == node.id and name in ("data", "records", "items", "rows") and name not in fields:
                text = f"Node '{node.id}' ({node.type}) is fed '{name}' by node '{wire.source}'; it has only fields"
                to = node_type(made.model, "bulk_create")
                return found_at(view, node, made, text, to=to, input=wire.input, key=name)
    return FAILS if view.connections else unseen(view)


@check
def connection_input_dotted(view: View) -> Verdict:
    """A connection ends at a dotted name (`filter.id`) of a generated node.

    Binds node, input, port, to, item (what a list that arrives holds), node_type, model, operation, source, file,
    line. UNKNOWN without connections.
    """
    for wire in view.connections:
        node = view.nodes.get(wire.target)
        made = view.generated(node.type) if node else None
        if node is None or made is None or "." not in wire.input:
            continue
        last = wire.input.rsplit(".", 1)[-1]
        to = last if last == _INPUT_OF.get(made.operation) else None
        head = wire.input.split(".")[0]
        if made.operation in ("create", "update") and head in ("fields", "updates", "data"):
            to = last if last in (fields_of(view, made.model) or {}) else to
        file, line = view.place_of_connection(wire.source, wire.output, wire.target, wire.input)
        text = f"The connection ends at '{wire.input}' of node '{wire.target}', which is no parameter"
        return holds(
            Claim(text, file, line, wire.target, view.line_text(file, line)), node=wire.target,
            input=wire.input, port=wire.input, to=to, node_type=node.type, model=made.model,
            item=held(arriving(view, wire)),
            operation=made.operation, source=wire.source, file=file, line=line,
        )  # fmt: skip
    return FAILS if view.connections else unseen(view)


@check
def switch_output_unknown(view: View) -> Verdict:
    """A connection leaves a SwitchNode by a name that is not one of its outputs.

    Binds node, output, port, to, file, line. UNKNOWN without a SwitchNode.
    """
    switches = {name for name, node in view.nodes.items() if node.type == "SwitchNode"}
    for wire in view.connections:
        config = view.nodes[wire.source].config if wire.source in switches else {}
        if wire.source not in switches or "cases" in config:
            continue
        if wire.output.split(".")[0] in ("true_output", "false_output", "condition_result"):
            continue
        negative = wire.output.lower() in ("false", "else", "no", "otherwise", "failure")
        file, line = view.place_of_connection(wire.source, wire.output, wire.target, wire.input)
        text = f"The connection takes '{wire.output}' from the SwitchNode '{wire.source}'"
        return holds(
            Claim(text, file, line, wire.source, view.line_text(file, line)), node=wire.source,
            output=wire.output, port=wire.output, to="false_output" if negative else "true_output", file=file,
            line=line,
        )  # fmt: skip
    return FAILS if switches else unseen(view)


@check
def branch_not_taken(view: View) -> Verdict:
    """The program reads the result of a node that a SwitchNode left out, which is None.

    Binds node, key, switch, file, line. UNKNOWN without a SwitchNode.
    """
    switches = {name for name, node in view.nodes.items() if node.type == "SwitchNode"}
    if not switches:
        return UNKNOWN
    frame = view.user_frame
    text = view.line_text(frame.file, frame.line) if frame else None
    for name, outcome in view.outcomes.items():
        if outcome.result_shape not in (None, "<None>") or text is None or frame is None:
            continue
        found = re.search(rf"\[[\"']{re.escape(name)}[\"']\]\[[\"'](?P<key>\w+)[\"']\]", text)
        if found and any(c.target == name and c.source in switches for c in view.connections):
            said = f"Node '{name}' did not run, because the SwitchNode before it took the other branch"
            claim = Claim(said, frame.file, frame.line, name, text)
            return holds(claim, node=name, key=found["key"], file=frame.file, line=frame.line)
    return FAILS


@check
def merge_input_unknown(view: View) -> Verdict:
    """A connection ends at an input of a MergeNode other than `data1` to `data5`.

    Binds node, inputs, file, line. UNKNOWN without a MergeNode.
    """
    merges = {name for name, node in view.nodes.items() if node.type == "MergeNode"}
    wrong = [
        c
        for c in view.connections
        if c.target in merges and not re.fullmatch(r"data[1-5]|_\w+|merge_type|key|skip_none", c.input)
    ]
    if not wrong:
        return FAILS if merges else UNKNOWN
    first = wrong[0]
    inputs = [c.input for c in wrong if c.target == first.target]
    file, line = view.place_of_connection(first.source, first.output, first.target, first.input)
    text = f"The MergeNode '{first.target}' is fed at {', '.join(inputs)}, which it does not read"
    claim = Claim(text, file, line, first.target, view.line_text(file, line))
    return holds(claim, node=first.target, inputs=inputs, file=file, line=line)


def _functions(view: View) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, str, int]]:
    """The function of each PythonCodeNode that gets one by name: node id, definition, file and line."""
    for name, node in view.nodes.items():
        if not node.type.endswith("PythonCodeNode"):
            continue
        for site in view.sites_of_node(name)[:1]:
            for item in site.items(view.sources) or []:
                if item.key != "function" or not isinstance(item.value, ast.Name):
                    continue
                for source in view.sources.values():
                    for part in source.nodes:
                        if (
                            isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef))
                            and part.name == item.value.id
                        ):
                            yield name, part, source.file, part.lineno


@check
def code_function_async(view: View) -> Verdict:
    """A PythonCodeNode got an async function. Binds node, name, file, line (of the function).

    UNKNOWN without a PythonCodeNode that gets a function.
    """
    seen = False
    for node, function, file, line in _functions(view):
        seen = True
        if isinstance(function, ast.AsyncFunctionDef) and view.nodes[node].type == "PythonCodeNode":
            text = f"Node '{node}' gets the async function {function.name}"
            claim = Claim(text, file, line, node, view.line_text(file, line))
            return holds(claim, node=node, name=function.name, file=file, line=line)
    return FAILS if seen else unseen(view)


@check
def code_function_argument_unfed(view: View) -> Verdict:
    """An argument of a PythonCodeNode's function gets nothing, as the error says, while another input is fed.

    Binds node, port (the input that is fed), to (the argument), file, line. UNKNOWN without a PythonCodeNode
    that gets a function.
    """
    seen = False
    for node, function, _file, _line in _functions(view):
        seen = True
        told = any(
            re.search(rf"Node '{re.escape(node)}' missing required inputs", text.text)
            for text in view.all_texts
        )
        arguments = [arg.arg for arg in (*function.args.args, *function.args.kwonlyargs)]
        fed = [c.input for c in view.connections if c.target == node]
        lacking = [name for name in arguments if name not in fed and name not in view.nodes[node].config]
        odd = [name for name in fed if name not in arguments]
        if not told or not lacking:
            continue
        file, line = view.place_of_connection(target=node, input=odd[0]) if odd else view.place_of_node(node)
        text = f"The argument '{lacking[0]}' of {function.name} gets nothing; node '{node}' is fed {', '.join(fed)}"
        claim = Claim(text, file, line, node, view.line_text(file, line))
        return holds(
            claim,
            node=node,
            port=odd[0] if odd else None,
            to=lacking[0],
            name=function.name,
            file=file,
            line=line,
        )
    return FAILS if seen else unseen(view)
