"""Edits of a database URL that has no port."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from dataflow_debugger.agent.fixes import At, brackets, edit
from dataflow_debugger.agent.fixes.edits_calls import name_of
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place
from dataflow_debugger.agent.fixes.spans import Source, Splice
from dataflow_debugger.agent.fixes.urls import (
    addends,
    env_settings,
    environment_names,
    file_settings,
    string_parts,
    url_places,
)

_NO_PORT = re.compile(
    r"://(?:(?:\{[^{}]*\}|[^/?@\s{}])*@)?(?:\[[^\]\s]*\]|(?:\{[^{}]*\}|[^:/?@\s\"'{}])+)(?=[/?\"']|$)"
)
# Names of a database's port, not of a web server's or a cache's.
_PORT = re.compile(r"(?i)^(?:.*_)?(?:db|database|mysql|maria(?:db)?|pg|postgres(?:ql)?|sql)?_?port$")
_OTHER_PORT = re.compile(r"(?i)redis|http|web|app_|server|metrics|smtp|mail|listen|api|proxy")
_READS = ("getenv", "get")


@edit
def put_port_in_url(project: Project, at: At, *, scheme: str) -> None:
    """Give the database URL the usual port of its server.

    Where the program reads a port that is not set, the read gets it as its default; else it is written into
    the URL, in code, `.env` or another settings file.
    """
    port = "5432" if scheme.startswith("postgres") else "3306"
    changes = Changes(project)
    _as_default(project, changes, port)
    if not changes.splices:
        _into_text(project, at, changes, port)
    changes.done()


def _as_default(project: Project, changes: Changes, port: str) -> None:
    """The port where the program would have got it: a setting that is empty or not there."""
    for setting in env_settings(project):
        if _is_port(setting.name) and not setting.value:
            changes.add(setting.file, [Splice(setting.start, setting.end, port)])
            return
    for file in project.python():
        source = project.source(file)
        if "://" not in source.text and not re.search(r"\bDataFlow\b", source.text):
            continue
        for node in source.nodes:
            changed = _defaulted(source, node, port)
            if changed:
                changes.add(file, changed)


def _is_port(name: object) -> bool:
    return isinstance(name, str) and bool(_PORT.match(name)) and not _OTHER_PORT.search(name)


def _defaulted(source: Source, node: ast.AST, port: str) -> list[Splice]:
    """The read of a port with the default, or a port that is None with the number."""
    if isinstance(node, ast.Call) and name_of(node).rpartition(".")[2] in _READS and node.args:
        asked = node.args[0]
        if not (isinstance(asked, ast.Constant) and _is_port(asked.value)) or node.keywords:
            return []
        # The environment holds texts.
        value = brackets.quoted(port) if re.search(r"env", name_of(node)) else port
        if len(node.args) == 1:
            return brackets.add(source, node, value)
        return [Splice(*source.span(node.args[1]), value)] if _empty(node.args[1]) else []
    if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None and _empty(node.value):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if _is_port(getattr(target, "id", getattr(target, "attr", None))):
            return [Splice(*source.span(node.value), port)]
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        found = [v for k, v in pairs if isinstance(k, ast.Constant) and _is_port(k.value) and _empty(v)]
        return [Splice(*source.span(value), port) for value in found]
    if isinstance(node, ast.keyword) and _is_port(node.arg) and _empty(node.value):
        return [Splice(*source.span(node.value), port)]
    return []


def _empty(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (None, "", 0)


def _into_text(project: Project, at: At, changes: Changes, port: str) -> None:
    places = url_places(project, at)
    for place in places:
        for change in _in_place(project.source(place.file), place, port):
            changes.add(place.file, [change])
    names = environment_names(project, places)
    for setting in [*env_settings(project), *file_settings(project)]:
        found = _NO_PORT.search(setting.value)
        if found and (setting.name in names or setting.file == setting.name):
            end = setting.start + found.end()
            changes.add(setting.file, [Splice(end, end, f":{port}")])


def _in_place(source: Source, place: Place, port: str) -> Iterator[Splice]:
    node = place.node
    made = [
        one for one in ast.walk(node) if isinstance(one, ast.Call) and name_of(one).endswith("URL.create")
    ]
    for call in made:
        if all(word.arg not in ("port", None) for word in call.keywords):
            yield from brackets.add(source, call, f"port={port}")
    if made:
        return
    for part in string_parts(node):
        parts = addends(part)
        if len(parts) > 1 and "://" in source.segment(parts[0]):
            yield from _in_sum(source, parts, port)
            continue
        start, end = source.span(part)
        found = _NO_PORT.search(source.text, start, end)
        if found:
            yield Splice(found.end(), found.end(), f":{port}")


def _in_sum(source: Source, parts: list[ast.expr], port: str) -> Iterator[Splice]:
    """`"mysql://" + user + "@" + host + "/" + name`: the port before the text that begins the path."""
    for before, part in pairwise(parts):
        text = part.value if isinstance(part, ast.Constant) else None
        slash = isinstance(before, ast.Constant) and str(before.value).endswith("/")
        if isinstance(text, str) and text.startswith("/") and not slash:
            start, end = source.span(part)
            at = source.text.index("/", start, end)
            yield Splice(at, at, f":{port}")
            return
