"""Helpers that add a node of a type they are told, and what each call of such a helper asks for."""

from __future__ import annotations

import ast
import fnmatch

from dataflow_debugger.agent.fixes.mapping import Mapping
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, text_glob


def asks_for(project: Project, site: Site, mapping: Mapping, node_type: str | None) -> bool:
    """Whether the helper call that hands over a dictionary can add a node of this type.

    True where the dictionary is handed to `add_node` itself, or the call is not known.
    """
    call = _helper_call(project, site, mapping)
    if node_type is None or call is None or site.type_node is None:
        return True
    return fnmatch.fnmatchcase(node_type, _type_glob(project, site, mapping.file, call, site.type_node))


def _helper_call(project: Project, site: Site, mapping: Mapping) -> ast.Call | None:
    """The call of the function around an `add_node` that the dictionary is an argument of, or is made by."""
    function = project.source(site.file).function(site.call)
    node: ast.AST | None = mapping.node
    if isinstance(node, ast.Dict):
        node = project.source(mapping.file).parent(node)
        node = project.source(mapping.file).parent(node) if isinstance(node, ast.keyword) else node
    if function is None or not isinstance(node, ast.Call) or node is site.call:
        return None
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    return node if name == function.name else None


def _type_glob(project: Project, site: Site, file: str, call: ast.Call, node: ast.expr) -> str:
    """The type as a shell pattern, with what this call gives for the helper's parameters."""
    if isinstance(node, ast.Name):
        given = _given(project, site, call).get(node.id)
        return text_glob(project, file, given) if given else text_glob(project, site.file, node)
    if isinstance(node, ast.JoinedStr):
        return "".join(_type_glob(project, site, file, call, part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _type_glob(project, site, file, call, node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = (_type_glob(project, site, file, call, part) for part in (node.left, node.right))
        return left + right
    if isinstance(node, ast.Constant):
        return str(node.value)
    return text_glob(project, site.file, node)


def _given(project: Project, site: Site, call: ast.Call) -> dict[str, ast.expr]:
    function = project.source(site.file).function(site.call)
    if function is None or any(isinstance(arg, ast.Starred) for arg in call.args):
        return {}
    names = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
    bound = isinstance(call.func, ast.Attribute) and names[:1] in (["self"], ["cls"])
    given = dict(zip(names[1:] if bound else names, call.args, strict=False))
    return given | {word.arg: word.value for word in call.keywords if word.arg}
