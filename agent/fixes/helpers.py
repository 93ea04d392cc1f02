"""Helpers that add a node of a type they are told, and what each call of such a helper asks for."""

from __future__ import annotations

import ast
from fnmatch import fnmatchcase

from dataflow_debugger.agent.fixes.mapping import Mapping, is_dict_call
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, text_glob


def asks_for(project: Project, site: Site, mapping: Mapping, node_type: str | None) -> bool:
    """Whether the helper call that hands over a dictionary can add a node of this type (`|` parts several globs).

    True where the dictionary is handed to `add_node` itself, or the call is not known.
    """
    found = helper_call(project, site, mapping)
    if node_type is None or site.type_node is None:
        return True
    given = _type_glob(project, site, *found, site.type_node) if found is not None else site.node_type
    return any(fnmatchcase(given, one) or fnmatchcase(one, given) for one in node_type.split("|"))


def helper_call(project: Project, site: Site, mapping: Mapping) -> tuple[str, ast.Call] | None:
    """The call of the function around an `add_node` that hands the dictionary over, and its file."""
    function = project.source(site.file).function(site.call)
    if function is None:
        return None
    for file, node in [(mapping.file, mapping.node), *((name.file, name.node) for name in mapping.via)]:
        source = project.source(file)
        around: ast.AST | None = node
        if not (isinstance(around, ast.Call) and not is_dict_call(around)):
            around = source.parent(node)
            around = source.parent(around) if isinstance(around, ast.keyword) else around
        if not isinstance(around, ast.Call) or around is site.call:
            continue
        if getattr(around.func, "id", getattr(around.func, "attr", "")) == function.name:
            return file, around
    return None


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
