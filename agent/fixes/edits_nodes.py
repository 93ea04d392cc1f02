"""Edits of the workflow graph: node types, node ids, connections and their ports."""

from __future__ import annotations

import ast
import fnmatch
from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_debugger.agent.checks.names import generated
from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.mapping import deleted, mappings, renamed
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, near_line, sites, text_glob
from dataflow_debugger.agent.fixes.spans import Splice
from dataflow_debugger.agent.fixes.strings import respelt

ENDS = {"from_node": 0, "from_output": 1, "to_node": 2, "to_input": 3}


@dataclass(frozen=True)
class Wire:
    """One connection as written: the expressions of its four parts, None where they are not given."""

    file: str
    call: ast.Call
    parts: dict[str, ast.expr | None]


def wires(project: Project) -> Iterator[Wire]:
    """The `add_connection` and `connect` calls of the program."""
    for file in project.python():
        for call in project.source(file).calls():
            name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            words = {word.arg: word.value for word in call.keywords if word.arg}
            if name == "add_connection":
                places = ENDS
            elif name == "connect" and len(call.args) + len(words) >= 2:
                places = {"from_node": 0, "to_node": 1, "from_output": 3, "to_input": 4}
            else:
                continue
            if project.elsewhere(file, call):
                continue
            parts = {
                part: words.get(part) or (call.args[index] if len(call.args) > index else None)
                for part, index in places.items()
            }
            yield Wire(file, call, parts)


def _matches(project: Project, wire: Wire, part: str, wanted: str | None) -> bool:
    if wanted is None:
        return True
    node = wire.parts.get(part)
    return node is not None and fnmatch.fnmatchcase(wanted, text_glob(project, wire.file, node))


@edit
def rename_node_type(
    project: Project, at: At, *, to: str, key: str | None = None, keys: list[str] | None = None
) -> None:
    """Give `add_node` the right node type; `key` is the wrong one where `node_type` does not say it.

    A type that an Express call asked for is corrected by the name of the model in that call. Of several calls
    of a helper that hand over the type, those are meant whose parameters name all of `keys`.
    """
    wrong = at.node_type or key
    if wrong is None:
        raise NoEdit("the wrong node type is not known")
    changes = Changes(project)
    for site in sites(project):
        if site.kind != "node" or site.type_node is None or not _same_node(site, at):
            continue
        if isinstance(site.type_node, ast.Name) and site.type_node.id == wrong:
            changes.add(site.file, [Splice(*project.source(site.file).span(site.type_node), to)])
        elif isinstance(site.type_node, ast.Name) or fnmatch.fnmatchcase(wrong, site.node_type):
            spelt = respelt(project, site.file, site.type_node, wrong, to)
            named = [one for one in spelt if _names_all(project, *one, keys or [])]
            for file, splice in named or spelt:
                changes.add(file, [splice])
    if not changes.splices:
        _rename_express_model(project, changes, wrong, to)
    changes.done()


def _names_all(project: Project, file: str, splice: Splice, keys: list[str]) -> bool:
    """Whether the call that a text is handed to spells all the keys as well."""
    source = project.source(file)
    around = [call for call in source.calls() if source.span(call)[0] <= splice.start < source.span(call)[1]]
    innermost = min(around, key=lambda call: len(source.segment(call)), default=None)
    texts = {n.value for n in ast.walk(innermost) if isinstance(n, ast.Constant)} if innermost else set()
    return set(keys) <= texts


def _rename_express_model(project: Project, changes: Changes, wrong: str, to: str) -> None:
    old, new = generated(wrong), generated(to)
    for site in sites(project) if old is not None and new is not None else ():
        assert old is not None and new is not None
        if site.kind == "express" and site.model == old.model and site.type_node is not None:
            for file, splice in respelt(project, site.file, site.type_node, old.model, new.model):
                changes.add(file, [splice])


def _same_node(site: Site, at: At) -> bool:
    """With a node id only the calls that can make this node are meant."""
    return at.node is None or site.node == "*" or fnmatch.fnmatchcase(at.node, site.node)


@edit
def rename_node_id(project: Project, at: At, *, to: str, key: str | None = None, only: str = "wires") -> None:
    """Correct a node id; `key` (or the node) is the wrong one.

    `only` is wires (connections, also those to a node in `parameters`), results (`results["id"]`), node
    (the `add_node` call) or all of them.
    """
    wrong = key or at.node
    if wrong is None or wrong == to:
        raise NoEdit("the wrong node id is not known")
    changes = Changes(project)
    spelt: list[tuple[str, Splice]] = []
    if only in ("wires", "all"):
        for wire in wires(project):
            for part in ("from_node", "to_node"):
                node = wire.parts.get(part)
                if node is not None and _matches(project, wire, part, wrong):
                    spelt += respelt(project, wire.file, node, wrong, to)
    for site in sites(project):
        fits = site.id_node is not None and fnmatch.fnmatchcase(wrong, site.node)
        wanted = ("wires", "all") if site.kind == "parameters" else ("node", "all")
        if fits and site.id_node is not None and only in wanted:
            spelt += respelt(project, site.file, site.id_node, wrong, to)
    if only in ("results", "all"):
        spelt += _subscripts(project, wrong, to)
    for file, splice in spelt:
        changes.add(file, [splice])
    changes.done()


def _subscripts(project: Project, wrong: str, to: str) -> Iterator[tuple[str, Splice]]:
    for file in project.python():
        for node in project.source(file).nodes:
            if (
                isinstance(node, ast.Subscript)
                and isinstance(node.slice, ast.Constant)
                and node.slice.value == wrong
            ):
                yield from respelt(project, file, node.slice, wrong, to)


@edit
def rename_port(project: Project, at: At, *, port: str, to: str, side: str = "output") -> None:
    """Connect to another output or input: `side` is output (of the source node) or input (of the target).

    The node, where it is known, is the one that has the port.
    """
    end, owner = ("from_output", "from_node") if side == "output" else ("to_input", "to_node")
    changes = Changes(project)
    for wire in wires(project):
        node = wire.parts.get(end)
        if (
            node is not None
            and _matches(project, wire, owner, at.node)
            and _matches(project, wire, end, port)
        ):
            if isinstance(node, ast.Name) and to.endswith(f".{port}"):
                # The name may stand for other ports and in other places, so what is missing goes before it here.
                source = project.source(wire.file)
                lead = to.removesuffix(port)
                changes.add(wire.file, [Splice(*source.span(node), f'f"{lead}{{{node.id}}}"')])
                continue
            for file, splice in respelt(project, wire.file, node, port, to):
                changes.add(file, [splice])
        changes.add(*_mapped_port(project, wire, owner, at.node, port, to, side))
    if not any(changes.splices.values()):
        _listed_port(project, changes, at.node, port, to, side)
    changes.done()


def _listed_port(project: Project, changes: Changes, node: str | None, port: str, to: str, side: str) -> None:
    """Ports in a list of connections: `("a", "output", "b", "input")`."""
    first = 0 if side == "output" else 2
    for file in project.python():
        source = project.source(file)
        for listed in source.nodes:
            elements = listed.elts if isinstance(listed, (ast.Tuple, ast.List)) else []
            values = [one.value if isinstance(one, ast.Constant) else None for one in elements]
            if len(values) != 4 or values[first + 1] != port or node not in (None, values[first]):
                continue
            for where, splice in respelt(project, file, elements[first + 1], port, to):
                changes.add(where, [splice])


def _mapped_port(
    project: Project, wire: Wire, owner: str, node: str | None, port: str, to: str, side: str
) -> tuple[str, list[Splice]]:
    """Ports in `connect(a, b, {"output": "input"})`."""
    name = wire.call.func.attr if isinstance(wire.call.func, ast.Attribute) else ""
    words = {word.arg: word.value for word in wire.call.keywords}
    given = words.get("mapping") or (wire.call.args[2] if len(wire.call.args) > 2 else None)
    if name != "connect" or given is None or not _matches(project, wire, owner, node):
        return wire.file, []
    for mapping in mappings(project, wire.file, given):
        for entry in mapping.entries:
            source = project.source(entry.file)
            if side == "output" and entry.key == port:
                return entry.file, renamed(source, entry, to)
            if side == "input" and isinstance(entry.value, ast.Constant) and entry.value.value == port:
                return entry.file, [
                    splice for _, splice in respelt(project, entry.file, entry.value, port, to)
                ]
    return wire.file, []


@edit
def remove_connection(
    project: Project, at: At, *, source: str | None = None, target: str | None = None,
    output: str | None = None, input: str | None = None,
) -> None:  # fmt: skip
    """Take a connection away: that at file and line, or those between the named ends."""
    if source is None and target is None and at.line is None:
        raise NoEdit("the connection is not known")
    wanted = {"from_node": source, "to_node": target, "from_output": output, "to_input": input}
    file = project.find(at.file) if at.file else None
    fitting = [w for w in wires(project) if all(_matches(project, w, part, v) for part, v in wanted.items())]
    here = [w for w in fitting if w.file == file and near_line(project.source(w.file), at.line, w.call)]
    if source is None and target is None:
        fitting = here
    changes = Changes(project)
    for wire in (here or fitting)[:1]:
        text = project.source(wire.file)
        statement = text.holder(wire.call)
        if isinstance(statement, ast.Expr) and statement.value is wire.call:
            changes.add(wire.file, deleted(text, statement))
    changes.done()


@edit
def reverse_connection(project: Project, at: At) -> None:
    """Let the connection at file and line run the other way round."""
    file = project.find(at.file) if at.file else None
    changes = Changes(project)
    for wire in wires(project):
        source = project.source(wire.file)
        pairs = [("from_node", "to_node"), ("from_output", "to_input")]
        if wire.file != file or not near_line(source, at.line, wire.call):
            continue
        for one, other in pairs:
            left, right = wire.parts.get(one), wire.parts.get(other)
            if left is not None and right is not None:
                changes.add(wire.file, [Splice(*source.outer_span(left), source.segment(right))])
                changes.add(wire.file, [Splice(*source.outer_span(right), source.segment(left))])
    changes.done()
