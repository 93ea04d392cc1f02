"""Edits of how a record is read: as a dict, with a row that may be missing, with values that come as text."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions, passes_over
from dataflow_debugger.agent.fixes.edits_async import call_owner
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.imports import with_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

READS = ("read", "find_one", "list", "create", "upsert", "bulk_create")


def _here(project: Project, at: At) -> tuple[str, Source, int]:
    name = project.find(at.file) if at.file else None
    if name is None or at.line is None:
        raise NoEdit("the line is not known")
    return name, project.source(name), at.line


def _on_line(node: ast.AST, line: int) -> bool:
    return getattr(node, "lineno", 0) <= line <= (getattr(node, "end_lineno", 0) or 0)


def _record_call(
    project: Project, file: str, node: ast.expr, *operations: str
) -> tuple[str, ast.Call] | None:
    """The Express call whose record (or list of records) an expression is."""
    for place in written(project, file, node):
        call = place.node.value if isinstance(place.node, ast.Await) else place.node
        if isinstance(call, ast.Call) and call_owner(project, place.file, call):
            assert isinstance(call.func, ast.Attribute)
            if not operations or call.func.attr in operations:
                return place.file, call
    return None


@edit
def attribute_to_key(project: Project, at: At, *, field: str | None = None) -> None:
    """Read a field of a record as a key: `row.name` at file and line becomes `row["name"]`.

    Other fields of the same record in the same function follow.
    """
    name, source, line = _here(project, at)
    found = [
        node
        for node in source.nodes
        if isinstance(node, ast.Attribute)
        and _on_line(node, line)
        and field in (None, node.attr)
        and getattr(source.parent(node), "func", None) is not node
        and (field is not None or _record_call(project, name, node.value) is not None)
    ]
    if not found:
        raise NoEdit("no attribute of a record is read at the line")
    first = found[0]
    scope, base = source.scope_of(first), ast.dump(first.value)
    quote = brackets.usual_quote(source)
    changes = Changes(project)
    for node in ast.walk(scope):
        called = (
            isinstance(source.parent(node), ast.Call) and getattr(source.parent(node), "func", None) is node
        )
        if isinstance(node, ast.Attribute) and ast.dump(node.value) == base and not called:
            start, end = source.outer_span(node.value)[1], source.span(node)[1]
            inner = inner_quote(source, node, quote)
            changes.add(name, [Splice(start, end, f"[{brackets.quoted(node.attr, inner)}]")])
    changes.done()


def inner_quote(source: Source, node: ast.AST, quote: str) -> str:
    """A quote that can stand there; inside an f-string of old Pythons only the other one can."""
    if any(isinstance(around, ast.FormattedValue) for around in source.ancestors(node)):
        return "'" if source.quote_around(source.span(node)[0]) == '"' else '"'
    return quote


@passes_over
@edit
def guard_none(project: Project, at: At) -> None:
    """Give None for a row that is not there: `row["x"] if row is not None else None` at file and line."""
    name, source, line = _here(project, at)
    changes = Changes(project)
    for node in source.nodes:
        if not isinstance(node, (ast.Subscript, ast.Attribute)) or not _on_line(node, line):
            continue
        if not isinstance(node.ctx, ast.Load) or _is_inner(source, node):
            continue
        base = _innermost(node)
        if _record_call(project, name, base, "read", "find_one") is None:
            continue
        text = source.segment(node)
        if isinstance(base, ast.Name):
            new = f"{text} if {base.id} is not None else None"
            changes.add(name, [expressions.replace(source, node, new)])
        else:
            owner = source.outer_span(base)
            changes.add(name, [Splice(*owner, f"({source.text[owner[0] : owner[1]]} or {{}})")])
            changes.add(name, _getter(source, node))
    changes.done()


def _is_inner(source: Source, node: ast.expr) -> bool:
    parent = source.parent(node)
    return isinstance(parent, (ast.Subscript, ast.Attribute)) and parent.value is node


def _innermost(node: ast.expr) -> ast.expr:
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return node


def _getter(source: Source, node: ast.expr) -> list[Splice]:
    """`x["key"]` of a value that may be empty becomes `x.get("key")`."""
    if not isinstance(node, ast.Subscript) or isinstance(node.slice, ast.Slice):
        return []
    start, end = source.outer_span(node.value)[1], source.span(node)[1]
    return [Splice(start, end, f".get({source.segment(node.slice)})")]


@passes_over
@edit
def guard_missing_row(project: Project, at: At, *, otherwise: str = "raise LookupError($ID)") -> None:
    """Look for the row before the update at file and line, and do `otherwise` where there is none.

    `$ID` in the statement stands for the id that is updated.
    """
    changes = Changes(project)
    for file, call in express_calls(project, at):
        assert isinstance(call.func, ast.Attribute)
        source = project.source(file)
        if call.func.attr not in ("update", "delete") or len(call.args) < 2:
            continue
        owner = source.segment(call.func.value)
        model, key = source.segment(call.args[0]), source.segment(call.args[1])
        waits = "await " if call_owner(project, file, call) == "express" else ""
        guard = f"if {waits}{owner}.read({model}, {key}) is None:\n{source.indent_unit}"
        guard += otherwise.replace("$ID", key)
        changes.add(file, [inserted(source, source.holder(call), guard)])
        break
    changes.done()


@edit
def copy_rows(project: Project, at: At, *, deep: bool = False) -> None:
    """Copy the rows of an Express read before they are changed: `[dict(row) for row in ...list(...)]`.

    With `deep` what lies inside the rows is copied, too.
    """
    changes = Changes(project)
    for file, call in express_calls(project, at):
        assert isinstance(call.func, ast.Attribute)
        source = project.source(file)
        value: ast.expr = call
        if isinstance(source.parent(call), ast.Await):
            value = source.parent(call)  # type: ignore[assignment]
        if isinstance(source.parent(value), (ast.comprehension, ast.Call)):
            continue
        text = source.segment(value)
        if deep and call.func.attr in ("list", "read", "find_one"):
            template, added = with_import(project, file, "from copy import deepcopy", f"deepcopy({text})")
            changes.add(file, [expressions.replace(source, value, template), *added])
        elif call.func.attr == "list":
            scope = source.scope_of(value)
            name = expressions.fresh(scope, "row", "record", "one")
            changes.add(file, [expressions.replace(source, value, f"[dict({name}) for {name} in {text}]")])
        elif call.func.attr in ("read", "find_one"):
            changes.add(file, [expressions.replace(source, value, f"dict({text})")])
    changes.done()


@edit
def wrap_field_read(
    project: Project, at: At, *, field: str | list[str], to: str, imports: str | None = None,
    fields: list[str] | None = None,
) -> None:  # fmt: skip
    """Convert a field where it is read at file and line: `$READ` in `to` stands for `row["field"]`.

    The other `fields` of the same type are converted in the line, too.
    """
    name, source, line = _here(project, at)
    wanted = [*([field] if isinstance(field, str) else field), *(fields or [])]
    template, added = with_import(project, name, imports, to)
    changes = Changes(project)
    for node in _field_reads(source, line, wanted):
        if not _wrapped(source, node, template):
            text = template.replace("$READ", source.segment(node))
            changes.add(name, [expressions.replace(source, node, text), *added])
    changes.done()


@edit
def convert_reads(project: Project, at: At, *, reads: list[dict[str, object]]) -> None:
    """Convert several reads, each a dict of file, line, field, to (with `$READ`) and imports."""
    changes = Changes(project)
    for one in reads:
        file, line = project.find(str(one["file"])), one["line"]
        if file is None or not isinstance(line, int):
            continue
        template, added = with_import(project, file, str(one["imports"]), str(one["to"]))
        source = project.source(file)
        for node in _field_reads(source, line, [str(one["field"])]):
            if not _wrapped(source, node, template):
                text = template.replace("$READ", source.segment(node))
                changes.add(file, [expressions.replace(source, node, text), *added])
    changes.done()


def _wrapped(source: Source, node: ast.expr, to: str) -> bool:
    parent = source.parent(node)
    return isinstance(parent, ast.Call) and ast.unparse(parent.func) == to.partition("(")[0]


def _field_reads(source: Source, line: int, fields: list[str]) -> Iterator[ast.expr]:
    for node in source.nodes:
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and _on_line(node, line):
            if isinstance(node.slice, ast.Constant) and node.slice.value in fields:
                yield node
        elif isinstance(node, ast.Call) and _on_line(node, line) and isinstance(node.func, ast.Attribute):
            key = node.args[0] if node.args else None
            if node.func.attr == "get" and isinstance(key, ast.Constant) and key.value in fields:
                yield node
