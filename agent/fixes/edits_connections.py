"""Edits of connections as they are written, and of what a PythonCodeNode hands on."""

from __future__ import annotations

import ast
import fnmatch
import re
import textwrap

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_nodes import rename_port, wires
from dataflow_debugger.agent.fixes.edits_python_code import code_literals
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import near_line, text_glob
from dataflow_debugger.agent.fixes.spans import Splice


@edit
def write_connection(project: Project, at: At, *, source: str, output: str, target: str, input: str) -> None:
    """Give the `add_connection` at file and line its four names: node, output, node, input.

    Expressions that stand for one of the names stay as they are written.
    """
    file = project.find(at.file) if at.file else None
    for wire in wires(project):
        text = project.source(wire.file)
        if wire.file != file or at.line is None or not near_line(text, at.line, wire.call):
            continue
        quote = brackets.usual_quote(text)
        given = [*wire.call.args, *(word.value for word in wire.call.keywords)]
        known = {text_glob(project, wire.file, node): text.segment(node) for node in given}
        names = [known.get(name, brackets.quoted(name, quote)) for name in (source, output, target, input)]
        assert isinstance(wire.call.func, ast.Attribute)
        start, end = text.span(wire.call.func)[1], text.span(wire.call)[1]
        project.splice(wire.file, [Splice(start, end, f"({', '.join(names)})")])
        return
    raise NoEdit("the connection was not found")


@edit
def record_before_switch(
    project: Project, at: At, *, source: str, node: str, input: str, fields: list[str]
) -> None:
    """Put a PythonCodeNode before a SwitchNode that makes a record of the fields of the source node."""
    file = project.find(at.file) if at.file else None
    for wire in wires(project):
        text = project.source(wire.file)
        if wire.file != file or at.line is None or not near_line(text, at.line, wire.call):
            continue
        assert isinstance(wire.call.func, ast.Attribute)
        builder, name = text.segment(wire.call.func.value), f"{node}_record"
        pairs = ", ".join(f"'{one}': {one}" for one in fields)
        lines = [f'{builder}.add_node("PythonCodeNode", "{name}", {{"code": "result = {{{pairs}}}"}})']
        lines += [f'{builder}.add_connection("{source}", "{one}", "{name}", "{one}")' for one in fields]
        lines.append(f'{builder}.add_connection("{name}", "result", "{node}", "input_data")')
        holder = text.holder(wire.call)
        indent = text.indent(holder.lineno)
        project.splice(wire.file, [Splice(*text.span(holder), f"\n{indent}".join(lines))])
        return
    raise NoEdit("the connection was not found")


_FILTERS = {
    "record": "result = {'id': {'$in': [one['id'] for one in found]}}",
    "value": "result = {'id': {'$in': list(found)}}",
    "either": "result = {'id': {'$in': [one['id'] if isinstance(one, dict) else one for one in found]}}",
}


@edit
def filter_between(
    project: Project, at: At, *, source: str, output: str, target: str, input: str, item: str
) -> None:
    """Put a PythonCodeNode between two nodes that makes a filter of a list of records or ids (`item`)."""
    for wire in wires(project):
        names = [wire.parts.get(part) for part in ("from_node", "from_output", "to_node", "to_input")]
        if [text_glob(project, wire.file, name) for name in names] != [source, output, target, input]:
            continue
        assert isinstance(wire.call.func, ast.Attribute)
        text = project.source(wire.file)
        holder, builder = text.holder(wire.call), text.segment(wire.call.func.value)
        begin, way_out, end = (text.segment(name) for name in names[:3] if name is not None)
        between = f"{target}_filter"
        lines = [
            f'{builder}.add_node("PythonCodeNode", "{between}", {{"code": "{_FILTERS[item]}"}})',
            f'{builder}.add_connection({begin}, {way_out}, "{between}", "found")',
            f'{builder}.add_connection("{between}", "result", {end}, "filter")',
        ]
        indent = text.indent(holder.lineno)
        project.splice(wire.file, [Splice(*text.span(holder), f"\n{indent}".join(lines))])
        return
    raise NoEdit("the connection was not found")


@edit
def record_of_fields(project: Project, at: At, *, source: str, output: str, fields: list[str]) -> None:
    """Make a record of a node's fields in a PythonCodeNode, for all connections that take it under an output.

    Each function that makes such connections gets one of its own before the first of them.
    """
    made: set[tuple[str, int]] = set()
    changes = Changes(project)
    for wire in wires(project):
        owner, port = wire.parts.get("from_node"), wire.parts.get("from_output")
        text = project.source(wire.file)
        if owner is None or port is None or not isinstance(port, ast.Constant) or port.value != output:
            continue
        if not fnmatch.fnmatchcase(source, text_glob(project, wire.file, owner)):
            continue
        name = brackets.quoted(f"{source}_record", brackets.usual_quote(text))
        changes.add(wire.file, [Splice(*text.span(owner), name), Splice(*text.span(port), '"result"')])
        place = (wire.file, id(text.function(wire.call)))
        if place not in made:
            made.add(place)
            assert isinstance(wire.call.func, ast.Attribute)
            builder, start = text.segment(wire.call.func.value), text.span(text.holder(wire.call))[0]
            pairs = ", ".join(f"'{one}': {one}" for one in fields)
            lines = [f'{builder}.add_node("PythonCodeNode", {name}, {{"code": "result = {{{pairs}}}"}})']
            first = text.segment(owner)
            lines += [f'{builder}.add_connection({first}, "{one}", {name}, "{one}")' for one in fields]
            indent = text.indent(text.line_of(start))
            changes.add(wire.file, [Splice(start, start, "".join(f"{line}\n{indent}" for line in lines))])
    changes.done()


@edit
def assign_result(project: Project, at: At, *, node: str, name: str | None = None) -> None:
    """Let the code of a PythonCodeNode assign `result`, and connect from it what was taken by other names.

    Where the connections take several variables, `result` is a dict of them. A function that is only defined
    is called with what comes in.
    """
    taken: list[str] = []
    for wire in wires(project):
        owner, port = wire.parts.get("from_node"), wire.parts.get("from_output")
        if owner is None or port is None or text_glob(project, wire.file, owner) != node:
            continue
        taken.append(text_glob(project, wire.file, port))
    found = code_literals(project, at)
    for file, literal in found:
        tree = ast.parse(textwrap.dedent(str(literal.value)))
        bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        several = [one for one in dict.fromkeys(taken) if one in bound]
        if len(several) > 1:
            value = "{" + ", ".join(f"'{one}': {one}" for one in several) + "}"
        else:
            value = _value(tree, several[0] if several else name)
        project.splice(file, [_appended(project, file, literal, value, tree)])
    for one in dict.fromkeys(taken):
        if one in ("result", "*") or one.startswith("result."):
            continue
        to = f"result.{one}" if len(several) > 1 else "result"
        rename_port(project, At(node=node), port=one, to=to)


def _value(tree: ast.Module, name: str | None) -> str:
    """What `result` is to be: the variable, or a call of the function that is only defined."""
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.FunctionDef):
        return f"{last.name}({', '.join(arg.arg for arg in last.args.args)})"
    if name is None:
        if isinstance(last, ast.Expr):
            return ast.unparse(last.value)
        raise NoEdit("the code assigns nothing that could be its result")
    return name


def _appended(project: Project, file: str, literal: ast.Constant, value: str, tree: ast.Module) -> Splice:
    """The literal with a last statement that assigns `result`, or with its last assignment made one of it."""
    source = project.source(file)
    start, end = source.span(literal)
    text = source.text[start:end]
    if '"' in value or "\\" in value:
        raise NoEdit("the value cannot be written into the code")
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr) and value == ast.unparse(last.value) and value in text:
        place = text.rindex(value)
        return Splice(start, end, f"{text[:place]}result = {text[place:]}")
    if isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name) and last.targets[0].id == value:
        places = [m.start() for m in re.finditer(rf"\b{re.escape(value)}(?= *= )", text)]
        if places and len(re.findall(rf"\b{re.escape(value)}\b", text)) == 1:
            return Splice(start, end, f"{text[: places[-1]]}result{text[places[-1] + len(value) :]}")
    quotes = text[-3:] if text.endswith(('"""', "'''")) else text[-1]
    if quotes in value:
        value = value.replace("'", '"')
    body = text[: len(text) - len(quotes)]
    if len(quotes) == 3:
        lines = [line for line in body.split("\n")[1:] if line.strip()] or [body.strip("rf\"'")]
        indent = min((len(line) - len(line.lstrip()) for line in lines), default=0)
        tail = "" if body.endswith("\n") or not body.rsplit("\n", 1)[-1].strip() else "\n"
        kept = body.rsplit("\n", 1)[0] + "\n" if not tail and not body.endswith("\n") else body
        closing = body[len(kept) :]
        return Splice(start, end, f"{kept}{tail}{' ' * indent}result = {value}\n{closing}{quotes}")
    return Splice(start, end, f"{body}\\nresult = {value}{quotes}")
