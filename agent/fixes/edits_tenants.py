"""Edits of programs that bind tenants."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.checks.tenant_threads import handed
from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_model_use import instance_of_model
from dataflow_debugger.agent.fixes.expressions import operand
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes, site_mappings
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, arguments, sites
from dataflow_debugger.agent.fixes.spans import Source, Splice

_BINDERS = frozenset({"switch", "aswitch"})


@edit
def register_tenant(project: Project, at: At) -> None:
    """Register the tenant before each `with ...switch(tenant)`, unless it is registered."""
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            bound = _bound_tenant(node) if isinstance(node, (ast.With, ast.AsyncWith)) else None
            if bound is None:
                continue
            assert isinstance(node, (ast.With, ast.AsyncWith))
            owner, tenant = (source.segment(part) for part in bound)
            indent, unit = source.indent(node.lineno), source.indent_unit
            text = (
                f"{indent}if not {owner}.is_tenant_registered({tenant}):\n"
                f"{indent}{unit}{owner}.register_tenant({tenant}, {tenant})\n"
            )
            start = source.line_start(node.lineno)
            changes.add(file, [Splice(start, start, text)])
    changes.done()


def _bound_tenant(statement: ast.With | ast.AsyncWith) -> tuple[ast.expr, ast.expr] | None:
    """What binds the tenant and the tenant, where the latter can be written twice."""
    for item in statement.items:
        call = item.context_expr
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        if call.func.attr not in _BINDERS or len(call.args) != 1 or call.keywords:
            continue
        if not any(isinstance(part, (ast.Await, ast.NamedExpr)) for part in ast.walk(call.args[0])):
            return call.func.value, call.args[0]
    return None


@edit
def carry_context(project: Project, at: At) -> None:
    """Let the thread that the call at file and line hands work to have the context, and with it the tenant."""
    where = project.find(at.file) if at.file else None
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            given = handed(call) if file == where and call.lineno == at.line else None
            if given is not None:
                copy, imports = ensure_import(project, file, "contextvars", "copy_context")
                changes.add(file, [*_carried(source, call, given, f"{copy}()"), *imports])
    changes.done()


def _carried(source: Source, call: ast.Call, given: ast.expr, copy: str) -> list[Splice]:
    text = source.segment(given)
    span = source.outer_span(given)
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    if name == "map":
        # A context runs one thing at a time, so every item gets a copy of its own.
        return [Splice(*span, f"lambda *items, context={copy}: context.copy().run({operand(text)}, *items)")]
    if name in ("submit", "run_in_executor"):
        return [Splice(span[0], span[0], f"{copy}.run, ")]
    args = next((word.value for word in call.keywords if word.arg == "args"), None)
    if args is None:
        more = brackets.add(source, call, f"args=({text},)")
    elif isinstance(args, (ast.Tuple, ast.List)) and source.segment(args)[:1] in ("(", "["):
        start = source.span(args)[0] + 1
        lone = isinstance(args, ast.Tuple) and not args.elts
        more = [Splice(start, start, f"{text}," if lone else f"{text}, ")]
    else:
        more = [Splice(*source.outer_span(args), f"({text}, *{operand(source.segment(args))})")]
    return [Splice(*span, f"{copy}.run"), *more]


@edit
def tenant_before_id(project: Project, at: At, *, model: str) -> None:
    """Put the bound tenant in front of the ids by which Express calls write and read a model."""
    current = f"{instance_of_model(project, model)}.tenant_context.get_current_tenant()"
    changes = Changes(project)
    for site in sites(project):
        if site.kind != "express" or site.model != model:
            continue
        for file, node in _ids(project, site):
            source = project.source(file)
            text = source.segment(node)
            if not _of_a_row(node) and current not in text:
                changes.add(file, [Splice(*source.outer_span(node), _prefixed(source, node, current))])
    changes.done()


def _prefixed(source: Source, node: ast.expr, current: str) -> str:
    quote = brackets.usual_quote(source)
    if isinstance(node, ast.Constant):
        if not isinstance(node.value, str):
            raise NoEdit("the id is no text")
        return f"f{quote}{{{current}}}-{node.value}{quote}"
    return f"f{quote}{{{current}}}-{quote} + {operand(source.segment(node))}"


def _ids(project: Project, site: Site) -> list[tuple[str, ast.expr]]:
    """The ids that a call gives: in its record or filter, or as its second argument."""
    found = [
        (entry.file, entry.value)
        for mapping in site_mappings(project, site)
        for entry in mapping.entries
        if entry.key == "id"
    ]
    if site.operation in ("read", "update", "delete"):
        args, words = arguments(site.call)
        given = args[1] if len(args) > 1 else words.get("id")
        if given is not None and not isinstance(given, ast.Dict):
            found.append((site.file, given))
    return found


def _of_a_row(node: ast.expr) -> bool:
    """Whether an id is taken out of a record as `row["id"]`, which has the tenant in front already."""
    key = node.slice if isinstance(node, ast.Subscript) else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        key = node.args[0] if node.args else None
    return isinstance(key, ast.Constant) and key.value == "id"
