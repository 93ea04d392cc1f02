"""Edits of nodes that steer a workflow, and of connections through a PythonCodeNode."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_nodes import wires
from dataflow_debugger.agent.fixes.keys import Changes, entries, literal
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import near_line
from dataflow_debugger.agent.fixes.spans import Splice

_CONDITION = re.compile(r"^\s*(?P<field>\w+)\s*(?P<operator>==|!=|>=|<=|>|<)\s*(?P<value>.+?)\s*$")


@edit
def connect_through_code(
    project: Project, at: At, *, source: str | None = None, base: str, code: str, target: str, input: str
) -> None:
    """Put a PythonCodeNode that picks an element between the two nodes of a connection."""
    first = source or at.node
    file = project.find(at.file) if at.file else None
    for wire in wires(project):
        text = project.source(wire.file)
        if first is None or wire.file != file or not near_line(text, at.line, wire.call):
            continue
        assert isinstance(wire.call.func, ast.Attribute)
        builder, name = text.segment(wire.call.func.value), f"{target}_{input}"
        lines = [
            f'{builder}.add_node("PythonCodeNode", "{name}", {{"code": "result = {code}"}})',
            f'{builder}.add_connection("{first}", "{base}", "{name}", "{base}")',
            f'{builder}.add_connection("{name}", "result", "{target}", "{input}")',
        ]
        holder = text.holder(wire.call)
        indent = text.indent(holder.lineno)
        project.splice(wire.file, [Splice(*text.span(holder), f"\n{indent}".join(lines))])
        return
    raise NoEdit("the connection was not found")


@edit
def split_condition(project: Project, at: At, *, key: str = "condition") -> None:
    """Write the expression of a SwitchNode (`"tons > 50"`) as its field, operator and value."""
    changes = Changes(project)
    for found in entries(project, at, key, whole_model=False):
        text = literal(found.entry.value)
        parts = _CONDITION.match(text) if isinstance(text, str) else None
        if parts is None or found.entry.key_node is None:
            raise NoEdit("the condition is no comparison of a field with a value")
        source = project.source(found.entry.file)
        start = source.span(found.entry.key_node)[0]
        end = source.span(found.entry.value)[1]
        value = parts["value"].replace("'", '"')
        new = f'"condition_field": "{parts["field"]}", "operator": "{parts["operator"]}", "value": {value}'
        changes.add(found.entry.file, [Splice(start, end, new)])
    changes.done()


@edit
def number_merge_inputs(project: Project, at: At) -> None:
    """Connect to `data1`, `data2` ... of a MergeNode, in the order of the connections."""
    changes = Changes(project)
    number = 0
    for wire in wires(project):
        end, port = wire.parts.get("to_node"), wire.parts.get("to_input")
        if not isinstance(end, ast.Constant) or end.value != at.node or not isinstance(port, ast.Constant):
            continue
        number += 1
        changes.add(wire.file, [Splice(*project.source(wire.file).span(port), f'"data{number}"')])
    changes.done()


@edit
def plain_function(project: Project, at: At, *, name: str) -> None:
    """Take `async` away from a function that awaits nothing."""
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            if not isinstance(node, ast.AsyncFunctionDef) or node.name != name:
                continue
            if any(isinstance(part, (ast.Await, ast.AsyncFor, ast.AsyncWith)) for part in ast.walk(node)):
                raise NoEdit("the function awaits something")
            start = source.span(node)[0]
            place = source.text.index("async", start)
            end = source.text.index("def", place)
            project.splice(file, [Splice(place, end, "")])
            return
    raise NoEdit(f"no async function {name} was found")


@edit
def spread_connection(project: Project, at: At, *, output: str, taken: list[str]) -> None:
    """Replace the connection at file and line, which carries a dict, by one for each of its keys."""
    file = project.find(at.file) if at.file else None
    for wire in wires(project):
        text = project.source(wire.file)
        if wire.file != file or at.line is None or not near_line(text, at.line, wire.call):
            continue
        first, last = wire.parts.get("from_node"), wire.parts.get("to_node")
        if first is None or last is None:
            continue
        assert isinstance(wire.call.func, ast.Attribute)
        head, holder = text.segment(wire.call.func), text.holder(wire.call)
        ends = (text.segment(first), text.segment(last))
        lines = [f'{head}({ends[0]}, "{output}.{key}", {ends[1]}, "{key}")' for key in taken]
        new = f"\n{text.indent(holder.lineno)}".join(lines)
        project.splice(wire.file, [Splice(*text.span(holder), new)])
        return
    raise NoEdit("the connection was not found")
