"""Places where a program takes the result of a node."""

from __future__ import annotations

import ast
import fnmatch

from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import text_glob


def is_result_of(project: Project, file: str, node: ast.AST, name: str) -> bool:
    """Whether the node is `results["name"]`."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return False
    if not isinstance(node.value, (ast.Name, ast.Attribute)):
        return False
    pattern = text_glob(project, file, node.slice)
    return pattern.strip("*") != "" and fnmatch.fnmatchcase(name, pattern)
