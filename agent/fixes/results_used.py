"""Places where a program takes the result of a node."""

from __future__ import annotations

import ast
import fnmatch

from dataflow_debugger.agent.fixes.follow import callers
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import text_glob
from dataflow_debugger.agent.fixes.spans import Source

DEPTH = 4


def is_result_of(project: Project, file: str, node: ast.AST, name: str) -> bool:
    """Whether the node is `results["name"]`."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return False
    if not isinstance(node.value, (ast.Name, ast.Attribute)):
        return False
    pattern = text_glob(project, file, node.slice)
    return pattern.strip("*") != "" and fnmatch.fnmatchcase(name, pattern)


def taken_as_dict(project: Project, file: str, node: ast.expr, depth: int = 0) -> bool:
    """Whether keys are taken from a value, where it stands, by its name or by those a function returns it to."""
    source = project.source(file)
    if depth > DEPTH:
        return False
    if _asked_for_keys(source, node):
        return True
    parent, scope = source.parent(node), source.scope_of(node)
    if isinstance(parent, ast.Await):
        return taken_as_dict(project, file, parent, depth)
    if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
        name = parent.targets[0].id
        uses = [n for n in source.nodes if isinstance(n, ast.Name) and n.id == name]
        inside = [n for n in uses if isinstance(n.ctx, ast.Load) and source.scope_of(n) is scope]
        return any(taken_as_dict(project, file, use, depth + 1) for use in inside)
    function = source.function(node)
    if isinstance(parent, ast.Return) and function is not None:
        calls = callers(project, file, function)
        return any(taken_as_dict(project, where, call, depth + 1) for where, call in calls)
    return False


def _asked_for_keys(source: Source, node: ast.expr) -> bool:
    """`x["key"]`, `x.get(...)`, `{**x}`."""
    parent = source.parent(node)
    if isinstance(parent, ast.Subscript):
        return parent.value is node and isinstance(getattr(parent.slice, "value", None), str)
    if isinstance(parent, ast.Dict):
        return any(k is None and v is node for k, v in zip(parent.keys, parent.values, strict=True))
    return isinstance(parent, ast.Attribute) and parent.attr in ("get", "items", "keys", "values")
