"""Finding the entries of node parameters and Express calls that an edit is about."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_debugger.agent.fixes import At, NoEdit
from dataflow_debugger.agent.fixes.mapping import Entry, Mapping, mappings
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import NODE_WORDS, Site, chosen
from dataflow_debugger.agent.fixes.spans import Splice


@dataclass(frozen=True)
class Found:
    """An entry, the dictionary it belongs to, the call this is handed to, and the keys above it."""

    site: Site
    mapping: Mapping
    entry: Entry
    path: tuple[str, ...] = ()

    def stands_at(self, file: str | None, line: int | None) -> bool:
        node = self.entry.key_node or self.entry.value
        start, end = node.lineno, self.entry.value.end_lineno or node.lineno
        return self.entry.file == file and line is not None and start <= line <= end


def sites_at(project: Project, at: At, *, whole_model: bool = False) -> list[Site]:
    """The calls the fault is in; with `whole_model` all that take fields of the same model."""
    if whole_model and at.model is not None:
        return chosen(project, model=at.model)
    return chosen(
        project,
        file=at.file,
        line=at.line,
        node=at.node,
        node_type=at.node_type,
        model=None if at.node else at.model,
        api=at.api,
    )


def site_mappings(project: Project, site: Site) -> list[Mapping]:
    """The dictionaries a call hands over; keyword arguments of `add_node` count as one."""
    if site.config is None:
        return []
    if site.config is site.call:
        words = [word for word in site.call.keywords if word.arg and word.arg not in NODE_WORDS]
        entries = [Entry(site.file, word.arg or "", word.value, "keyword", site.call) for word in words]
        return [Mapping(site.file, site.call, entries)]
    return mappings(project, site.file, site.config)


def walk(project: Project, site: Site, depth: int = 2) -> Iterator[tuple[Mapping, tuple[str, ...]]]:
    """The dictionaries of a call and those nested in them, outermost first, with the keys above each."""
    level = [(mapping, ()) for mapping in site_mappings(project, site)]
    while level:
        below: list[tuple[Mapping, tuple[str, ...]]] = []
        for mapping, path in level:
            yield mapping, path
            for entry in mapping.entries if len(path) < depth else ():
                below += [(inner, (*path, entry.key)) for inner in mappings(project, entry.file, entry.value)]
        level = below  # type: ignore[assignment]


def entries(
    project: Project, at: At, key: str, *, under: str | None = None, whole_model: bool = True
) -> list[Found]:
    """The entries with this key, only those of the outermost level that has one. Raises NoEdit when none."""
    found: list[Found] = []
    name = project.find(at.file) if at.file else None
    for site in sites_at(project, at, whole_model=whole_model):
        inside = [
            Found(site, mapping, entry, path)
            for mapping, path in walk(project, site)
            for entry in mapping.entries
            if entry.key == key and (under is None or (bool(path) and path[-1] == under))
        ]
        here = [one for one in inside if one.stands_at(name, at.line)]
        level = min((len(one.path) for one in here or inside), default=0)
        found += [one for one in inside if len(one.path) == level]
    if not found:
        raise NoEdit(f"no call hands over the key {key!r}")
    return list({(one.entry.file, id(one.entry.value)): one for one in found}.values())


class Changes:
    """Splices gathered file by file and done at once, so that positions stay true until then."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.splices: dict[str, list[Splice]] = {}

    def add(self, file: str, splices: list[Splice]) -> None:
        known = self.splices.setdefault(file, [])
        known += [one for one in splices if one not in known]

    def done(self) -> None:
        """Change the files. Raises NoEdit when there is nothing to change."""
        if not any(self.splices.values()):
            raise NoEdit("there is nothing to change")
        for file, splices in self.splices.items():
            self.project.splice(file, splices)


def literal(node: ast.expr) -> object:
    """The value of a literal expression, or None when it is not one."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
