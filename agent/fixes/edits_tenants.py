"""Edits of programs that bind tenants."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, edit
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Splice

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
