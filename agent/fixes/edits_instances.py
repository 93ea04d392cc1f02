"""Edits of DataFlow instances: sharing one, and writing through the one that is meant."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_calls import name_of
from dataflow_debugger.agent.fixes.edits_models import model_classes
from dataflow_debugger.agent.fixes.imports import add_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.mapping import deleted
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import bindings_in
from dataflow_debugger.agent.fixes.sites import Site
from dataflow_debugger.agent.fixes.spans import Source, Splice
from dataflow_debugger.agent.fixes.urls import URL_WORDS


@dataclass(frozen=True)
class Instance:
    """A module-level `name = DataFlow(...)`."""

    file: str
    name: str
    statement: ast.Assign


def instances(project: Project) -> list[Instance]:
    """The DataFlow instances that modules make at their top level, in the order in which they are made."""
    found: list[Instance] = []
    seen: set[str] = set()
    for file in project.python():
        _collect(project, file, found, seen)
    return found


def _collect(project: Project, file: str, found: list[Instance], seen: set[str]) -> None:
    """The instances of a module and of those that it imports, imports first where they stand first."""
    if file in seen or not project.has(file):
        return
    seen.add(file)
    for node in project.source(file).tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for module in _modules(project, file, node):
                _collect(project, module, found, seen)
            continue
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        if isinstance(node.value, ast.Call) and name_of(node.value).rpartition(".")[2] == "DataFlow":
            found.append(Instance(file, node.targets[0].id, node))


def _modules(project: Project, file: str, node: ast.Import | ast.ImportFrom) -> list[str]:
    """The project's modules that a statement imports."""
    if isinstance(node, ast.Import):
        named = [project.module(alias.name, 0, file) for alias in node.names]
    else:
        base = node.module or ""
        named = [project.module(base, node.level, file)] if base else []
        inner = (f"{base}.{alias.name}".strip(".") for alias in node.names)
        named += [project.module(name, node.level, file) for name in inner]
    return [name for name in named if name is not None]


def module_name(project: Project, file: str) -> str:
    """The dotted name by which the program imports a file."""
    name = file.removesuffix(".py").removesuffix("/__init__")
    for base in project.bases:
        if base != project.root and base.is_relative_to(project.root):
            prefix = base.relative_to(project.root).as_posix() + "/"
            if name.startswith(prefix):
                name = name[len(prefix) :]
    return name.removeprefix("src/").replace("/", ".")


@edit
def use_shared_instance(project: Project, at: At) -> None:
    """Import the first DataFlow instance instead of making a second one.

    The one that models are declared on stays; that at file and line, or the other one, goes.
    """
    found = instances(project)
    where = project.find(at.file) if at.file else None
    if len(found) < 2:
        raise NoEdit("there is only one DataFlow instance")
    owners = [
        one for one in found if any(_declares(project, one, owner) for owner in model_classes(project, None))
    ]
    kept = next(iter(owners), found[0])
    second = [one for one in found if one is not kept]
    here = [one for one in second if one.file == where and at.line is not None and _covers(one, at.line)]
    changes = Changes(project)
    for one in here or second[:1]:
        source = project.source(one.file)
        if one.file == kept.file:
            changes.add(one.file, deleted(source, one.statement))
            changes.add(one.file, _uses(source, one.name, kept.name))
            continue
        alias = "" if one.name == kept.name else f" as {one.name}"
        text = f"from {module_name(project, kept.file)} import {kept.name}{alias}"
        changes.add(one.file, [Splice(*source.span(one.statement), text)])
        changes.add(one.file, _unused_import(source, "DataFlow", one.statement))
    changes.done()


def _covers(one: Instance, line: int) -> bool:
    return one.statement.lineno <= line <= (one.statement.end_lineno or one.statement.lineno)


def _declares(project: Project, one: Instance, owner: tuple[str, ast.ClassDef]) -> bool:
    """Whether the class is a model of the instance, by a decorator or a call of `instance.model(Class)`."""
    file, definition = owner
    if file != one.file:
        return False
    decorators = [d.func if isinstance(d, ast.Call) else d for d in definition.decorator_list]
    if any(ast.unparse(d) == f"{one.name}.model" for d in decorators):
        return True
    calls = project.source(file).calls()
    return any(ast.unparse(call) == f"{one.name}.model({definition.name})" for call in calls)


def _uses(source: Source, name: str, to: str) -> list[Splice]:
    return [
        Splice(*source.span(node), to)
        for node in source.nodes
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
    ]


def _unused_import(source: Source, name: str, besides: ast.stmt) -> list[Splice]:
    """The import of a name that only the statement used."""
    inside = set(map(id, ast.walk(besides)))
    for node in source.nodes:
        if isinstance(node, ast.Name) and node.id == name and id(node) not in inside:
            return []
    for node in source.tree.body:
        if isinstance(node, ast.ImportFrom) and [alias.name for alias in node.names] == [name]:
            return deleted(source, node)
    return []


@edit
def use_one_url(project: Project, at: At, *, keep: int = 0) -> None:
    """Give every DataFlow instance the URL of one of them, the `keep`-th in the order in which they are made."""
    found = instances(project)
    kept = found[keep] if keep < len(found) else None
    url = _url(kept.statement) if kept is not None else None
    if kept is None or url is None:
        raise NoEdit("there is no such instance with a URL")
    text = project.source(kept.file).segment(url)
    changes = Changes(project)
    for one in found:
        other = _url(one.statement)
        source = project.source(one.file)
        if one is kept or other is None or source.segment(other) == text:
            continue
        imports = [
            splice for name in _names(url) for splice in _shared_name(project, kept.file, one.file, name)
        ]
        changes.add(one.file, [*imports, Splice(*source.outer_span(other), text)])
    changes.done()


def _url(statement: ast.Assign) -> ast.expr | None:
    call = statement.value
    assert isinstance(call, ast.Call)
    words = {word.arg: word.value for word in call.keywords}
    given = next((words[word] for word in URL_WORDS if word in words), None)
    return given or (call.args[0] if call.args else None)


def _names(node: ast.expr) -> list[str]:
    return list(dict.fromkeys(part.id for part in ast.walk(node) if isinstance(part, ast.Name)))


def _shared_name(project: Project, kept: str, file: str, name: str) -> list[Splice]:
    """The import by which a name of one file means the same in another. Raises NoEdit where it cannot."""
    if name == "__file__":
        if kept.rpartition("/")[0] != file.rpartition("/")[0]:
            raise NoEdit("the URL is relative to its own file")
        return []
    source, origin = project.source(file), project.source(kept)
    bound = _import_of(origin, name)
    here = bindings_in(source, source.tree, name)
    if bound is not None:
        if (
            any(ast.unparse(node) == ast.unparse(bound) for node in here)
            or _import_of(source, name) is not None
        ):
            return []
        if here:
            raise NoEdit(f"{name} is something else in {file}")
        return add_import(source, _one_import(bound, name))
    if not bindings_in(origin, origin.tree, name):
        return []
    if here:
        raise NoEdit(f"{name} is something else in {file}")
    return add_import(source, f"from {module_name(project, kept)} import {name}")


def _import_of(source: Source, name: str) -> ast.Import | ast.ImportFrom | None:
    for node in bindings_in(source, source.tree, name):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return node
    return None


def _one_import(node: ast.Import | ast.ImportFrom, name: str) -> str:
    """The import statement for one of the names it brings."""
    alias = next(a for a in node.names if (a.asname or a.name.split(".")[0]) == name)
    part = f"{alias.name} as {alias.asname}" if alias.asname else alias.name
    return (
        f"from {'.' * node.level}{node.module or ''} import {part}"
        if isinstance(node, ast.ImportFrom)
        else (f"import {part}")
    )


def meant_for(project: Project, site: Site, wanted: int | str | None) -> Instance:
    """The instance that the node's work is for."""
    known = instances(project)
    if isinstance(wanted, int) and wanted < len(known):
        return known[wanted]
    classes = list(model_classes(project, site.model))
    owners = [one for one in known if any(_declares(project, one, owner) for owner in classes)]
    for one in known if isinstance(wanted, str) else owners:
        if wanted in (None, one.name) or not isinstance(wanted, str):
            return one
    raise NoEdit("no instance has the model")


def reached(project: Project, site: Site, one: Instance) -> tuple[str, list[Splice]]:
    """The expression by which the file of the node can use the instance, and the import it needs."""
    return used_in(project, site.file, one.file, one.name)


def used_in(project: Project, file: str, home: str, name: str) -> tuple[str, list[Splice]]:
    """The expression by which a file can use the instance that another makes, and the import it needs."""
    if home == file:
        return name, []
    source = project.source(file)
    for node in source.tree.body:
        if not isinstance(node, (ast.Import, ast.ImportFrom)) or home not in _modules(project, file, node):
            continue
        for alias in node.names:
            if isinstance(node, ast.ImportFrom) and alias.name == name:
                return alias.asname or alias.name, []
            if isinstance(node, ast.Import) and project.module(alias.name, 0, file) == home:
                return f"{alias.asname or alias.name}.{name}", []
        if isinstance(node, ast.ImportFrom) and project.module(node.module or "", node.level, file) == home:
            end = source.span(node)[1]
            if not source.segment(node).endswith((")", "*")):
                return name, [Splice(end, end, f", {name}")]
    return name, add_import(source, f"from {module_name(project, home)} import {name}")
