"""The edit that lets every run have a builder of its own."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.imports import with_import
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import FUNCTIONS, Source, Splice

_IMPORT = "from kailash.workflow.builder import WorkflowBuilder"
_Around = ast.FunctionDef | ast.AsyncFunctionDef | ast.For | ast.AsyncFor | ast.While


@edit
def fresh_builder(project: Project, at: At) -> None:
    """Make a new builder for the run whose `build` is at file and line.

    Where all nodes are added in the loop or function around the build, the builder is made at its start. Where
    they are gathered elsewhere, the builder is replaced by a new one when it is built.
    """
    file = project.find(at.file) if at.file else None
    if file is None or at.line is None:
        raise NoEdit("the build is not known")
    source = project.source(file)
    for call in source.calls():
        if not isinstance(call.func, ast.Attribute) or call.func.attr != "build" or call.args:
            continue
        if not call.lineno <= at.line <= (call.end_lineno or call.lineno):
            continue
        _renew(project, file, call, call.func.value)
        return
    raise NoEdit("no workflow is built at the line")


def _renew(project: Project, file: str, call: ast.Call, builder: ast.expr) -> None:
    source = project.source(file)
    name = source.segment(builder)
    made, imports = with_import(project, file, _IMPORT, "WorkflowBuilder()")
    added = [one for one in source.calls() if _adds(source, one, name)]
    for around in source.ancestors(call):
        if not isinstance(around, (*FUNCTIONS, ast.For, ast.AsyncFor, ast.While)):
            continue
        inside = set(ast.walk(around))
        if any(one in inside for one in added):
            others = [one for one in added if one not in inside and _same(source, builder, one, around)]
            if not others:
                project.splice(file, [inserted(source, _first(around), f"{name} = {made}"), *imports])
                return
            break
    if isinstance(builder, ast.Attribute):
        # What was gathered is taken along, and the next run begins with an empty builder.
        lines = f"workflow = {source.segment(call)}\n{name} = {made}"
        place = inserted(source, source.holder(call), lines)
        project.splice(file, [place, Splice(*source.span(call), "workflow"), *imports])
        return
    raise NoEdit("where the nodes of one run are added could not be told")


def _first(around: _Around) -> ast.stmt:
    """The first statement of a body, after its docstring."""
    body = around.body
    docstring = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    return body[1] if docstring and len(body) > 1 else body[0]


def _adds(source: Source, call: ast.Call, name: str) -> bool:
    """Whether a call adds nodes to the builder: by its own method, or as a function that it is handed to."""
    if isinstance(call.func, ast.Attribute) and source.segment(call.func.value) == name:
        return call.func.attr == "add_node"
    return any(source.segment(arg) == name for arg in call.args)


def _same(source: Source, builder: ast.expr, call: ast.Call, around: ast.AST) -> bool:
    """Whether a call elsewhere means the same builder: an attribute always, a name within its function."""
    if isinstance(builder, ast.Attribute):
        return True
    here = around if isinstance(around, FUNCTIONS) else source.scope_of(around)
    return source.scope_of(call) is here
