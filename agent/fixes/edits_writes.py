"""Edits of writes: soft-deleted rows, parents of foreign keys, errors caught inside a transaction."""

from __future__ import annotations

import ast
from contextlib import suppress
from dataclasses import replace

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.edits_keys import remove_key
from dataflow_debugger.agent.fixes.edits_python_code import insert_connection
from dataflow_debugger.agent.fixes.keys import Changes, sites_at
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice


def _record(call: ast.Call) -> ast.expr | None:
    word = next((word.value for word in call.keywords if word.arg == "data"), None)
    return word if word is not None or len(call.args) < 2 else call.args[1]


def _with_item(source: Source, record: ast.expr, key: str, value: str) -> list[Splice]:
    """Splices that give a record a further key: in the literal itself, else in a dict around it."""
    quote = brackets.usual_quote(source)
    item = f"{quote}{key}{quote}: {value}"
    if isinstance(record, ast.Dict):
        return brackets.add(source, record, item)
    return [Splice(*source.span(record), f"{{**{source.segment(record)}, {item}}}")]


@edit
def merge_into_record(project: Project, at: At, *, key: str, value: str) -> None:
    """Give the record of an Express call at file and line a further key: `row` becomes `{**row, "key": value}`."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        record = _record(call)
        if record is not None:
            changes.add(file, _with_item(project.source(file), record, key, value))
    changes.done()


@edit
def revive_or_create(project: Project, at: At, *, column: str | None = None) -> None:
    """Make the create at file and line an upsert by the unique column that also undeletes the row."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        record, function, source = _record(call), call.func, project.source(file)
        if record is None or not isinstance(function, ast.Attribute) or function.attr != "create":
            continue
        end = source.span(function)[1]
        changes.add(file, [Splice(end - len(function.attr), end, "upsert")])
        changes.add(file, _with_item(source, record, "deleted_at", "None"))
        if column and column != "id":
            quote = brackets.usual_quote(source)
            changes.add(file, brackets.add(source, call, f"conflict_on=[{quote}{column}{quote}]"))
    changes.done()


@edit
def try_around_with(project: Project, at: At) -> None:
    """Put a `try` that ends a transaction's block around the block; file and line are of its first handler."""
    file = project.find(at.file) if at.file else None
    if file is None or at.line is None:
        raise NoEdit("the place of the handler is not known")
    source = project.source(file)
    for block in source.nodes:
        if not isinstance(block, (ast.With, ast.AsyncWith)):
            continue
        inner = block.body[-1]
        if isinstance(inner, ast.Try) and inner.handlers and inner.handlers[0].lineno == at.line:
            project.splice(file, [_turned(source, block, inner)])
            return
    raise NoEdit("no transaction's block ends with this try")


def _turned(source: Source, block: ast.With | ast.AsyncWith, inner: ast.Try) -> Splice:
    last = block.end_lineno or block.lineno
    if any(source.text[start:end].count("\n") for start, end in source.strings(*source.span(block))):
        raise NoEdit("a text of several lines would be moved")
    unit, handler = source.indent_unit, inner.handlers[0].lineno
    turned = [source.indent(block.lineno) + "try:"]
    for line in range(block.lineno, last + 1):
        text = source.raw_lines[line - 1].rstrip("\r\n")
        if line < inner.lineno:
            turned.append(unit + text if text.strip() else text)
        elif line >= handler:
            turned.append(text.removeprefix(unit))
        elif line > inner.lineno:
            turned.append(text)
    start = source.line_start(block.lineno)
    return Splice(start, source.line_end(last), "\n".join(turned))


@edit
def connect_parent(project: Project, at: At, *, source: str, output: str, target: str, input: str) -> None:
    """Connect the node that makes a parent row to the child, which no longer gets the key as a parameter."""
    with suppress(NoEdit):
        remove_key(project, replace(at, node=target), key=input, everywhere=False)
    insert_connection(project, at, source=source, output=output, target=target, input=input)


@edit
def create_node_to_bulk_upsert(project: Project, at: At) -> None:
    """Make the create node a bulk upsert of its one record, which overwrites a row that is there."""
    changes = Changes(project)
    for site in sites_at(project, at, whole_model=False):
        call, source = site.call, project.source(site.file)
        kind = call.args[0] if call.args else None
        if site.kind != "node" or site.config is None or not isinstance(kind, ast.Constant):
            continue
        read = {ast.unparse(node.slice) for node in source.nodes if isinstance(node, ast.Subscript)}
        if site.id_node is not None and ast.unparse(site.id_node) in read:
            raise NoEdit("the record in the node's result is used, and a bulk upsert returns counts")
        start, end = source.span(kind)
        name = source.text[start:end].replace("CreateNode", "BulkUpsertNode")
        quote = brackets.usual_quote(source)
        record = source.segment(site.config)
        under, way = f"{quote}data{quote}", f"{quote}conflict_resolution{quote}: {quote}update{quote}"
        changes.add(site.file, [Splice(start, end, name)])
        changes.add(site.file, [Splice(*source.span(site.config), f"{{{under}: [{record}], {way}}}")])
    changes.done()
