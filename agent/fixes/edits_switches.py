"""Edits that turn the text of a setting into a boolean."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.fixes import At, edit, expressions
from dataflow_debugger.agent.fixes.edits_calls import name_of
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.mapping import mappings
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place
from dataflow_debugger.agent.fixes.spans import Source, Splice

_READS = ("os.getenv", "getenv", "os.environ.get", "environ.get")
_OFF = re.compile(r"(?i)^\s*(?:false|no|off|0|n|f|none|null|disabled?)\s*$")
_ON = '("1", "true", "yes", "on")'
# The keyword of a configuration object that ends up as an option of another name.
_ALIASES = {"cache_enabled": ("enable_query_cache", "enable_caching", "query_cache_enabled")}


@edit
def text_to_boolean(project: Project, at: At, *, option: str) -> None:
    """Turn the value of an option of DataFlow into a boolean by what its text says.

    It is changed where the option is given, in the dictionary of `**options`, or where its name is read from
    the environment.
    """
    changes = Changes(project)
    names = (option, *_ALIASES.get(option, ()))
    for file in project.python():
        for call in project.source(file).calls():
            last = name_of(call).rpartition(".")[2]
            if last != "DataFlow" and not last.endswith("Config"):
                continue
            for place in _given(project, file, call, names):
                source = project.source(place.file)
                changes.add(place.file, _converted(source, place.node))
        for node in project.source(file).nodes:
            target = node.targets[0] if isinstance(node, ast.Assign) else None
            if isinstance(node, ast.Assign) and isinstance(target, ast.Attribute) and target.attr in names:
                place = _read(project, file, node.value)
                changes.add(place.file, _converted(project.source(place.file), place.node))
    changes.done()


def _given(project: Project, file: str, call: ast.Call, names: tuple[str, ...]) -> list[Place]:
    """The values that a call gets under one of the names."""
    found = []
    for word in call.keywords:
        if word.arg in names:
            found.append(_read(project, file, word.value))
        elif word.arg is None:
            for mapping in mappings(project, file, word.value):
                entries = [entry for name in names if (entry := mapping.get(name)) is not None]
                found += [_read(project, entry.file, entry.value) for entry in entries]
    return found


def _read(project: Project, file: str, node: ast.expr) -> Place:
    """Where a named value is read from the environment, else the expression itself.

    A helper that reads any setting must go on giving texts, so its call is changed and not what it returns.
    """
    places = written(project, file, node) if isinstance(node, (ast.Name, ast.Attribute)) else []
    if len(places) == 1 and isinstance(places[0].node, ast.Call):
        place = places[0]
        source = project.source(place.file)
        asked = ast.unparse(node).rpartition(".")[2]
        as_text = any(
            re.search(rf"\b{asked}\s*(?:\.\w+\(|[=!]=)", project.text(name)) for name in project.python()
        )
        called = name_of(place.node) if isinstance(place.node, ast.Call) else ""
        if (
            called in (*_READS, "bool")
            and not isinstance(source.parent(place.node), ast.Return)
            and not as_text
        ):
            return place
    return Place(file, node)


def _converted(source: Source, node: ast.expr) -> list[Splice]:
    """The value as a boolean: of a literal text its meaning, else a comparison made as the program runs."""
    if isinstance(node, ast.Constant):
        if not isinstance(node.value, str):
            return []
        return [Splice(*source.span(node), str(not _OFF.match(node.value)))]
    if isinstance(node, (ast.Compare, ast.BoolOp)):
        return []
    inner = node
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "bool" and len(node.args) == 1:
        inner = node.args[0]
    text = source.segment(inner)
    defaulted = isinstance(inner, ast.Call) and name_of(inner) in _READS and len(inner.args) == 2
    default = inner.args[1] if isinstance(inner, ast.Call) and defaulted else None
    plain = isinstance(default, ast.Constant) and isinstance(default.value, str)
    text = text if plain else f"str({text})"
    return [expressions.replace(source, node, f"{text}.strip().lower() in {_ON}")]
