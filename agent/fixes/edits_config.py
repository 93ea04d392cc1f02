"""Edits of the database URL and of settings, in code and in `.env`."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice
from dataflow_debugger.agent.fixes.url_parameters import in_query, without_keys
from dataflow_debugger.agent.fixes.urls import env_settings, string_parts, url_places


@edit
def set_url_scheme(project: Project, at: At, *, to: str, scheme: str | None = None) -> None:
    """Give the database URL another scheme (`postgresql`), only where it has `scheme` if that is given."""
    changes = Changes(project)
    for place in url_places(project, at):
        source = project.source(place.file)
        for part in string_parts(place.node):
            start, end = source.span(part)
            found = re.search(r"[A-Za-z][A-Za-z0-9+.-]*(?=://)", source.text[start:end])
            if found and found.group() != to and scheme in (None, found.group()):
                changes.add(place.file, [Splice(start + found.start(), start + found.end(), to)])
    for setting in env_settings(project):
        name, divider, _ = setting.value.partition("://")
        if divider and "URL" in setting.name and name != to and scheme in (None, name):
            changes.add(setting.file, [Splice(setting.start, setting.start + len(name), to)])
    changes.done()


@edit
def replace_in_url(project: Project, at: At, *, old: str, to: str) -> None:
    """Replace a part of the database URL, in code and in `.env`."""
    changes = Changes(project)
    for place in url_places(project, at):
        source = project.source(place.file)
        for part in string_parts(place.node):
            start, end = source.span(part)
            index = source.text.find(old, start, end)
            if index >= 0:
                changes.add(place.file, [Splice(index, index + len(old), to)])
    for setting in env_settings(project):
        if "://" in setting.value and old in setting.value:
            index = setting.start + setting.value.index(old)
            changes.add(setting.file, [Splice(index, index + len(old), to)])
    changes.done()


@edit
def set_env_line(project: Project, at: At, *, name: str, value: str, path: str = ".env") -> None:
    """Set `NAME=value` in a settings file: the line that sets it, else a new one at the end."""
    for setting in env_settings(project, path):
        if setting.name == name:
            if setting.value == value:
                raise NoEdit("the setting has that value already")
            project.splice(path, [Splice(setting.start, setting.end, value)])
            return
    if not project.has(path):
        project.create(path, f"{name}={value}\n")
        return
    text = project.text(path)
    lead = "" if not text or text.endswith("\n") else "\n"
    project.splice(path, [Splice(len(text), len(text), f"{lead}{name}={value}\n")])


@edit
def drop_url_parameters(project: Project, at: At, *, names: list[str], url: str | None = None) -> None:
    """Take parameters out of the query string of the database URL, in code and in `.env`.

    Values may be fields of an f-string. A text that is empty then is taken out of its sum. Where the text of
    the URL has none of them, they are taken out of the keys and values that it is put together of. `url` tells
    which of the names it really has.
    """
    changes = Changes(project)
    for place in url_places(project, at):
        source = project.source(place.file)
        for node in ast.walk(place.node):
            if not isinstance(node, (ast.Constant, ast.JoinedStr)) or isinstance(
                source.parent(node), (ast.JoinedStr, ast.FormattedValue, ast.Subscript)
            ):
                continue
            start, end = source.span(node)
            text = source.text[start:end]
            new = _without_parameters(text, names)
            if new != text and re.fullmatch(r"""[A-Za-z]*(['"])\1""", new):
                changes.add(place.file, [_without_addend(source, node)])
            elif new != text:
                changes.add(place.file, [Splice(start, end, new)])
    for setting in env_settings(project):
        new = _without_parameters(setting.value, names)
        if "://" in setting.value and new != setting.value:
            changes.add(setting.file, [Splice(setting.start, setting.end, new)])
    for file, splices in without_keys(project, in_query(url, names)) if not changes.splices else ():
        changes.add(file, splices)
    changes.done()


def _without_parameters(text: str, names: list[str]) -> str:
    value = r"(?:\{[^{}]*\}|[^&\s\"'{}])*"
    named = "|".join(map(re.escape, names))
    text = re.sub(rf"&(?:{named})={value}", "", text)
    text = re.sub(rf"\?(?:{named})={value}&", "?", text)
    return re.sub(rf"\?(?:{named})={value}(?=[\"'\s]|$)", "", text)


def _without_addend(source: Source, node: ast.expr) -> Splice:
    """The sum without its empty part."""
    outer = source.parent(node)
    if isinstance(outer, ast.BinOp) and isinstance(outer.op, ast.Add) and outer.right is node:
        return Splice(source.outer_span(outer.left)[1], source.outer_span(node)[1], "")
    return Splice(*source.span(node), '""')


@edit
def memory_to_temporary_file(project: Project, at: At) -> None:
    """Use one temporary file for the process where the program names an in-memory database."""
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            if isinstance(node, ast.Constant) and node.value in _MEMORY:
                folder, imports = ensure_import(project, file, "tempfile", "gettempdir")
                number, more = ensure_import(project, file, "os", "getpid")
                text = f'f"sqlite:///{{{folder}()}}/{{{number}()}}.db"'
                changes.add(file, [Splice(*source.span(node), text), *imports, *more])
    changes.done()


_MEMORY = (":memory:", "sqlite:///:memory:", "sqlite://:memory:", "sqlite://")
