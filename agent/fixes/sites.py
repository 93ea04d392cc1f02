"""The calls that hand parameters to DataFlow: `add_node`, Express calls, and runtime parameters of a node."""

from __future__ import annotations

import ast
import fnmatch
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dataflow_debugger.agent.checks.names import generated
from dataflow_debugger.agent.fixes import NoEdit
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source

NODE_WORDS = ("node_type", "node_id", "config")
EXPRESS_DATA = {
    "create": ("data", 1),
    "update": ("fields", 2),
    "list": ("filter", 1),
    "find_one": ("filter", 1),
    "count": ("filter", 1),
    "upsert": ("data", 1),
    "upsert_advanced": ("where", 1),
    "bulk_create": ("records", 1),
    "bulk_update": ("records", 1),
    "bulk_upsert": ("records", 1),
}
EXPRESS = (*EXPRESS_DATA, "read", "delete", "bulk_delete")


@dataclass(frozen=True)
class Site:
    """One such call. `node` and `node_type` are shell patterns of what the source lets be known."""

    file: str
    call: ast.Call
    kind: Literal["node", "express", "parameters"]
    config: ast.expr | None
    node: str = "*"
    node_type: str = "*"
    model: str = "*"
    operation: str = ""
    id_node: ast.expr | None = None
    type_node: ast.expr | None = None

    def covers(self, line: int) -> bool:
        return self.call.lineno <= line <= (self.call.end_lineno or self.call.lineno)


def text_glob(project: Project, file: str, node: ast.expr | None) -> str:
    """A string expression as a shell pattern: `f"add_{i}"` is `add_*`, what is not known is `*`."""
    if node is None:
        return "*"
    places = written(project, file, node)
    if len(places) != 1 or places[0].item:
        return "*"
    found, where = places[0].node, places[0].file
    if isinstance(found, ast.Constant) and isinstance(found.value, str):
        return _escaped(found.value)
    if isinstance(found, ast.JoinedStr):
        parts = [
            text_glob(project, where, part.value)
            if isinstance(part, ast.FormattedValue)
            else _escaped(str(part.value))
            if isinstance(part, ast.Constant)
            else "*"
            for part in found.values
        ]
        return "".join(parts)
    if isinstance(found, ast.BinOp) and isinstance(found.op, ast.Add):
        return text_glob(project, where, found.left) + text_glob(project, where, found.right)
    return "*"


def _escaped(text: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in text)


def sites(project: Project) -> Iterator[Site]:
    """Every such call of the program's files, in the order of the text."""
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            if name == "add_node":
                if not project.elsewhere(file, call):
                    yield _node(project, file, call)
            elif name in EXPRESS and is_express(project, file, call):
                yield _express(project, file, call)
            elif name in ("execute", "execute_async", "execute_workflow_async", "run"):
                yield from _runtime(project, file, call)


def arguments(call: ast.Call) -> tuple[list[ast.expr], dict[str, ast.expr]]:
    """Positional arguments up to a starred one, and keyword arguments."""
    positional = []
    for arg in call.args:
        if isinstance(arg, ast.Starred):
            break
        positional.append(arg)
    return positional, {word.arg: word.value for word in call.keywords if word.arg}


def _node(project: Project, file: str, call: ast.Call) -> Site:
    args, words = arguments(call)
    kind = args[0] if args else words.get("node_type")
    name = args[1] if len(args) > 1 else words.get("node_id")
    config = args[2] if len(args) > 2 else words.get("config")
    if isinstance(name, ast.Dict) and config is None:
        name, config = None, name
    if config is None and any(word.arg not in NODE_WORDS for word in call.keywords):
        config = call
    type_glob = text_glob(project, file, kind)
    if isinstance(kind, ast.Name) and type_glob == "*" and _names_class(project, file, kind):
        type_glob = kind.id
    made = generated(type_glob)
    return Site(
        file, call, "node", config, text_glob(project, file, name), type_glob,
        made.model if made else "*", made.operation if made else "", name, kind,
    )  # fmt: skip


def _names_class(project: Project, file: str, kind: ast.Name) -> bool:
    """Whether the name of a node type is a class's own, and no parameter that callers fill with texts."""
    places = written(project, file, kind)
    return not any(isinstance(place.node, (ast.Constant, ast.JoinedStr, ast.BinOp)) for place in places)


def is_express(project: Project, file: str, call: ast.Call) -> bool:
    """Whether the call is one of `db.express` or `db.express_sync`, also through a name bound to it."""
    if not isinstance(call.func, ast.Attribute):
        return False
    owners = [call.func.value]
    if isinstance(owners[0], (ast.Name, ast.Attribute)):
        owners += [place.node for place in written(project, file, owners[0])]
    return any(isinstance(o, ast.Attribute) and o.attr in ("express", "express_sync") for o in owners)


def _express(project: Project, file: str, call: ast.Call) -> Site:
    assert isinstance(call.func, ast.Attribute)
    args, words = arguments(call)
    operation = call.func.attr
    model = args[0] if args else words.get("model")
    config = None
    if operation in EXPRESS_DATA:
        name, index = EXPRESS_DATA[operation]
        config = args[index] if len(args) > index else words.get(name)
        config = config if config is not None else spread(project, file, call, name)
    return Site(
        file, call, "express", config, model=text_glob(project, file, model), operation=operation,
        type_node=model,
    )  # fmt: skip


def spread(project: Project, file: str, call: ast.Call, name: str) -> ast.expr | None:
    """The value that `**options` of a call has for an argument, where it is written in the same file."""
    return next((value for where, value in spreads(project, file, call, name) if where == file), None)


def spreads(project: Project, file: str, call: ast.Call, name: str) -> Iterator[tuple[str, ast.expr]]:
    """Every value that `**options` of a call may have for an argument, with the file it is written in."""
    from dataflow_debugger.agent.fixes.mapping import mappings

    for word in call.keywords:
        for mapping in mappings(project, file, word.value) if word.arg is None else ():
            yield from ((e.file, e.value) for e in reversed(mapping.entries) if e.key == name)


def _runtime(project: Project, file: str, call: ast.Call) -> Iterator[Site]:
    """`execute(workflow, parameters={"node": {...}})`: the parameters of each node."""
    args, words = arguments(call)
    given = words.get("parameters") or words.get("inputs") or (args[1] if len(args) > 1 else None)
    for place in written(project, file, given) if given is not None else ():
        if isinstance(place.node, ast.Dict):
            for key, value in zip(place.node.keys, place.node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield Site(place.file, call, "parameters", value, _escaped(key.value), id_node=key)


def chosen(
    project: Project,
    *,
    file: str | None = None,
    line: int | None = None,
    node: str | None = None,
    node_type: str | None = None,
    model: str | None = None,
    api: str | None = None,
) -> list[Site]:
    """The calls that fit; those at file and line where there are such. Raises NoEdit when there is none."""
    fitting = [site for site in sites(project) if _fits(site, node, node_type, model, api)]
    if file is not None and line is not None:
        name = project.find(file)
        here = [site for site in fitting if site.file == name and site.covers(line)]
        if here:
            return here
        if node is None and node_type is None and model is None and api is None:
            raise NoEdit(f"no node or Express call is at {file}:{line}")
    if node is not None and any(site.node == node for site in fitting):
        fitting = [site for site in fitting if site.node == node or site.kind == "parameters"]
    if not fitting:
        raise NoEdit("no call with these parameters was found")
    return fitting


def _fits(site: Site, node: str | None, node_type: str | None, model: str | None, api: str | None) -> bool:
    if api is not None:
        owner, _, operation = api.rpartition(".")
        if owner.startswith("express") != (site.kind == "express"):
            return False
        if owner.startswith("express") and not fnmatch.fnmatchcase(site.operation, operation):
            return False
    if site.kind == "express":
        return node is None and node_type is None and _agree(site.model, model)
    known_type = site.node_type if site.kind == "node" else "*"
    return _agree(site.node, node) and _agree(known_type, node_type) and _agree(site.model, model)


def _agree(pattern: str, wanted: str | None) -> bool:
    """Whether two shell patterns can mean the same name."""
    return wanted is None or fnmatch.fnmatchcase(wanted, pattern) or fnmatch.fnmatchcase(pattern, wanted)


def near_line(source: Source, line: int | None, node: ast.AST) -> bool:
    """Whether a node stands on the line, or no line was asked for."""
    start, end = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
    return line is None or start <= line <= end
