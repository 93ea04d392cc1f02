"""Checks of the workflow graph: node ids, connections, cycles, a builder that was not built."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds, together
from dataflow_debugger.agent.checks.connections import destination
from dataflow_debugger.agent.checks.literals import Site
from dataflow_debugger.agent.checks.names import glob_type, nearest
from dataflow_debugger.agent.checks.parameters import NODE_PARAMETERS, TAKES_FIELDS, input_named
from dataflow_debugger.agent.checks.payloads import fields_of
from dataflow_debugger.agent.checks.shapes import keys as shape_keys
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Connection
from dataflow_debugger.agent.pattern_source import FUNCTIONS, Source
from dataflow_debugger.agent.patterns import compile

_DUPLICATE = re.compile(r"Node ID '(?P<node>[^']+)' already exists")
_UNKNOWN_END = re.compile(
    r"(?P<end>Source|Target|source|target) node '(?P<node>[^']+)' not found in (?:workflow|graph)"
    r"(?:\.?\s*Available nodes: \[(?P<available>[^\]]*)\])?"
)
_CYCLE = re.compile(r"unmarked cycles?: \[\[?(?P<nodes>[^\]]*)\]|[Cc]ycle detected|contains a cycle")
_NO_GRAPH = re.compile(r"workflow has no `\.graph` attribute|'WorkflowBuilder' object has no attribute")
# Words people put before a field of a result, as if it were wrapped.
_WRAPPERS = ("result", "results", "data", "output", "record", "response")
_LOOPS = (ast.For, ast.AsyncFor, ast.While)


@check
def duplicate_node_id_in_loop(view: View, in_loop: bool | None = None) -> Verdict:
    """`add_node` was called twice with one node id.

    `in_loop: true` wants the call (or a call of its function) to stand in a loop. Binds node, file, line,
    variable (a loop variable or parameter that differs each time), variables, in_loop. FAILS when no error
    says so.
    """
    found = next((hit for text in view.all_texts if (hit := _DUPLICATE.search(text.text))), None)
    if found is None:
        return FAILS
    node_id = found["node"]
    site = _duplicate_site(view, node_id)
    looped, variables = _loop_of(view, site) if site else (False, [])
    if in_loop is not None and looped is not in_loop:
        return FAILS
    how = "again and again in a loop" if looped else "more than once"
    text = f"add_node is called {how} with the same node id '{node_id}'"
    file, line = (site.file, site.line) if site else _failing_place(view)
    claim = Claim(text, file, line, node_id, view.line_text(file, line))
    variable = variables[0] if variables else None
    return holds(
        claim,
        node=node_id,
        key=node_id,
        file=file,
        line=line,
        variable=variable,
        variables=variables,
        in_loop=looped,
    )


def _failing_place(view: View) -> tuple[str | None, int | None]:
    frame = view.user_frame
    return (frame.file, frame.line) if frame else (None, None)


def _duplicate_site(view: View, node_id: str) -> Site | None:
    file, line = _failing_place(view)
    source = view.source(file)
    for site in view.node_sites:
        if (
            site.source is source
            and line is not None
            and site.line <= line <= (site.call.end_lineno or site.line)
        ):
            return site
    return next(iter(view.sites_of_node(node_id)), None)


def _loop_of(view: View, site: Site) -> tuple[bool, list[str]]:
    """Whether the call runs in a loop, and names that differ each time it runs."""
    for node in site.source.ancestors(site.call):
        if isinstance(node, _LOOPS):
            target = getattr(node, "target", None)
            return True, _names(target) if target is not None else []
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            return True, [name for one in node.generators for name in _names(one.target)]
        if isinstance(node, FUNCTIONS):
            return _called_in_loop(view, site.source, node)
    return False, []


def _called_in_loop(
    view: View, source: Source, function: ast.FunctionDef | ast.AsyncFunctionDef
) -> tuple[bool, list[str]]:
    """A helper that adds one node, called in a loop: its parameters differ, unless they are the builder."""
    for other in view.sources.values():
        for call in other.calls():
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name != function.name or not any(isinstance(node, _LOOPS) for node in other.ancestors(call)):
                continue
            arguments = [arg.arg for arg in function.args.args]
            builders = {ast.unparse(site.call.func).split(".")[0] for site in view.node_sites}
            return True, [name for name in arguments if name not in builders | {"self", "cls"}]
    return False, []


def _adds_node(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "add_node"


def _names(target: ast.expr) -> list[str]:
    """Names of a loop target, `(index, item)` in this order."""
    if isinstance(target, ast.Name):
        return [target.id] if target.id != "_" else []
    if isinstance(target, (ast.Tuple, ast.List)):
        return [name for element in target.elts for name in _names(element)]
    return []


@check
def connection_to_unknown_node(view: View, end: str | None = None) -> Verdict:
    """A connection names a node that the workflow does not have. `end`: source or target.

    Binds node (the wrong id), key, to (the nearest id), end, available, file, line. FAILS when no error says
    so.
    """
    for told in view.all_texts:
        found = _UNKNOWN_END.search(told.text)
        if found is None or (end is not None and found["end"].lower() != end):
            continue
        wrong, which = found["node"], found["end"].lower()
        listed = re.findall(r"'([^']+)'", found["available"] or "")
        available = listed or list(view.nodes)
        to = nearest(wrong, available) or (available[0] if len(available) == 1 else None)
        file, line = view.place_of_connection(**{which: wrong})
        if file is None:
            file, line = _failing_place(view)
        hint = f"; '{to}' is near" if to else ""
        text = (
            f"The connection's {which} is node '{wrong}', which does not exist ({', '.join(available)}){hint}"
        )
        claim = Claim(text, file, line, wrong, view.line_text(file, line))
        return holds(
            claim, node=wrong, key=wrong, to=to, end=which, available=available, file=file, line=line
        )
    return FAILS


@check
def connection_output_unknown(view: View, kinds: list[str] | None = None) -> Verdict:
    """A connection starts at an output that its node did not give.

    Known from the runtime's log, or from the shape of the node's result. `kinds`: wrapped (`result.id` where
    the output is `id`), misspelt, unknown. Binds node (source), output, port, to, what `destination` tells,
    columns (all outputs that a read of the node's record would give), available, kind, file, line. UNKNOWN
    when neither a log says so nor results were seen.
    """
    missing = [(one.node, one.output, list(one.available)) for one in view.unknown_outputs]
    if not missing:
        missing = list(_missing_outputs(view))
    found = []
    for node_id, output, available in missing:
        if _branch_output(view, node_id, output):
            continue
        kind, to = _output_kind(output, available)
        if kinds is not None and kind not in kinds:
            continue
        to = to or _output_meant(view, node_id, output, available)
        file, line = view.place_of_connection(source=node_id, output=output)
        text = f"Node '{node_id}' has no output '{output}'; it has {', '.join(available)}"
        claim = Claim(text, file, line, node_id, view.line_text(file, line))
        end = destination(view, node_id, output, available)
        columns = [o for n, o, a in missing if n == node_id and destination(view, n, o, a)["reads"]]
        to = None if end["reads"] else to
        one = holds(
            claim,
            node=node_id,
            output=output,
            port=output,
            key=output,
            to=to,
            kind=kind,
            available=None if end["record"] or end["reads"] else available,
            columns=columns or None,
            **end,
            file=file,
            line=line,
        )
        found.append(one)
    return together(found) if view.outcomes or view.evidence.logs else UNKNOWN


def _missing_outputs(view: View) -> list[tuple[str, str, list[str]]]:
    found = []
    for connection in view.connections:
        outcome = view.outcomes.get(connection.source)
        available = shape_keys(outcome.result_shape) if outcome and outcome.ok else []
        if available and connection.output.split(".")[0] not in available:
            found.append((connection.source, connection.output, available))
    return found


def _output_kind(output: str, available: list[str]) -> tuple[str, str | None]:
    head, _, last = output.rpartition(".")
    if head and last in available:
        return "wrapped", last
    if output in _WRAPPERS:
        return "wrapped", None
    named_after = "id" if output.endswith("_id") and "id" in available else None
    near = named_after or nearest(output, available)
    return ("misspelt", near) if near else ("unknown", None)


def _branch_output(view: View, node_id: str, output: str) -> bool:
    """Whether it is the output of a branch, which is absent where the other branch was taken."""
    node = view.nodes.get(node_id)
    head = output.split(".")[0]
    branches = head in ("true_output", "false_output", "condition_result", "default")
    return node is not None and node.type == "SwitchNode" and (branches or head.startswith("case_"))


def _output_meant(view: View, node_id: str, output: str, available: list[str]) -> str | None:
    """The one output that an operation has for what was asked for under another name."""
    node = view.nodes.get(node_id)
    made = view.generated(node.type) if node else None
    if made is None:
        return None
    counts = output.split(".")[-1].lower() in ("count", "total", "total_count", "length", "number", "size")
    wanted = {
        "list": "count" if counts else "records",
        "count": "count",
        "upsert": "record",
        "bulk_create": "inserted",
        "bulk_update": "updated",
        "bulk_delete": "deleted",
    }.get(made.operation)
    return wanted if wanted in available else None


@check
def connection_input_unknown(view: View, type: str | None = None) -> Verdict:
    """A connection ends at an input that the generated node does not have.

    Binds node (target), input, port, to (the nearest input), source, output, node_type, file, line. UNKNOWN
    when there is no connection into a generated node of a known model.
    """
    seen, found = False, []
    for connection in view.connections:
        node = view.nodes.get(connection.target)
        made = view.generated(node.type) if node else None
        fields = fields_of(view, made.model) if made else None
        if node is None or made is None or fields is None or not glob_type(type, node.type):
            continue
        seen = True
        known = set(NODE_PARAMETERS[made.operation])
        known |= set(fields) if made.operation in TAKES_FIELDS else set()
        name = connection.input.split(".")[0]
        if name in known or name.startswith("_") or name == "database_url":
            continue
        to = _input_for(name, connection, known) or input_named(made.operation, name)
        file, line = view.place_of_connection(
            connection.source, connection.output, connection.target, connection.input
        )
        hint = f"; it has '{to}'" if to else ""
        text = f"Node '{node.id}' ({node.type}) has no input '{connection.input}'{hint}"
        one = holds(
            Claim(text, file, line, node.id, view.line_text(file, line)),
            node=node.id,
            to=to,
            input=connection.input,
            port=connection.input,
            key=connection.input,
            source=connection.source,
            output=connection.output,
            node_type=node.type,
            file=file,
            line=line,
        )
        found.append(one)
    return together(found) if seen else UNKNOWN


def _input_for(name: str, connection: Connection, known: set[str]) -> str | None:
    if name.endswith("_id") and name[: -len("_id")] in known:
        return name[: -len("_id")]
    if connection.output in known:
        return connection.output
    if name.endswith("_id") and "id" in known:
        return "id"
    return nearest(name, known)


@check
def cycle_in_workflow(view: View) -> Verdict:
    """The connections form a cycle. Binds nodes, node, source, target, file, line of the closing one.

    UNKNOWN when neither an error says so nor connections are known.
    """
    told = next((hit for text in view.all_texts if (hit := _CYCLE.search(text.text))), None)
    cycle = _cycle(view.connections)
    if not cycle:
        return UNKNOWN if told or not view.connections else FAILS
    file, line = view.place_of_connection(source=cycle[-1], target=cycle[0])
    text = f"The connections form a cycle: {' -> '.join([*cycle, cycle[0]])}"
    return holds(
        Claim(text, file, line, cycle[0], view.line_text(file, line)),
        nodes=cycle,
        node=cycle[0],
        source=cycle[-1],
        target=cycle[0],
        file=file,
        line=line,
    )


def _cycle(connections: list[Connection]) -> list[str]:
    following: dict[str, list[str]] = {}
    for one in connections:
        following.setdefault(one.source, []).append(one.target)
    for start in following:
        path, seen = [start], {start}
        stack = [iter(following[start])]
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
                path.pop()
            elif node == start:
                return path
            elif node not in seen:
                seen.add(node)
                path.append(node)
                stack.append(iter(following.get(node, ())))
    return []


@check
def builder_not_built(view: View) -> Verdict:
    """A runtime was given the WorkflowBuilder itself, not what `build()` returns.

    Binds file, line, workflow (the source text of the argument). UNKNOWN when no run was observed and no
    error says so.
    """
    call = next(
        (
            c
            for c in view.calls("runtime.*")
            if isinstance(c.args, dict) and c.args.get("workflow") == "WorkflowBuilder"
        ),
        None,
    )
    said = any(_NO_GRAPH.search(text.text) for text in view.all_texts if text.origin != "log")
    if call is None and not said:
        return FAILS if view.calls("runtime.*") else UNKNOWN
    file, line = view.at(call.at) if call else _failing_place(view)
    source = view.source(file)
    found = compile("$R.$EXECUTE($WF, ...)").matches(
        source or "", where={"EXECUTE": "^execute", "WF": {"not": r"\.build\(\)\s*$"}}, sources=view.sources
    )
    match = next((m for m in found if line is not None and m.line <= line <= m.end_line), None)
    given = match.text_of("WF") if match else "the builder"
    claim = Claim(f"The runtime is given {given}, a WorkflowBuilder that was not built", file, line)
    return holds(
        Claim(claim.claim, file, line, value=view.line_text(file, line)), file=file, line=line, workflow=given
    )
