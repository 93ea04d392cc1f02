"""Parameters of a database URL that a program keeps as keys and values until it puts the URL together."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import NoEdit, brackets
from dataflow_debugger.agent.fixes.edits_calls import name_of
from dataflow_debugger.agent.fixes.mapping import deleted
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice
from dataflow_debugger.agent.fixes.urls import env_settings

# What makes a query string of keys and values.
_BUILDS = re.compile(r"urlencode|URL\.create|\bquery\s*=|\.join\(|://[^\n]*\?")
# Names that other dictionaries of a program have as well.
_COMMON = ("timeout", "ssl", "schema", "options", "charset", "echo", "autocommit")


def in_query(url: str | None, names: list[str]) -> list[str]:
    """Those of the names that the URL's query string has; all of them where the URL is not known."""
    query = (url or "").partition("?")[2]
    return [name for name in names if re.search(rf"(?:^|&){re.escape(name)}=", query)] if query else names


def without_keys(project: Project, names: list[str]) -> Iterator[tuple[str, list[Splice]]]:
    """Changes that take the parameters of these names out of the dictionaries, lists and settings."""
    if not any(_BUILDS.search(project.text(file)) for file in project.python()):
        return
    for name in names:
        found = [(file, one) for file in project.python() for one in _of_file(project.source(file), name)]
        if len(found) == 1 or name not in _COMMON:
            yield from found
    for setting in env_settings(project):
        kept = [part for part in setting.value.split("&") if part.partition("=")[0] not in names]
        if "=" in setting.value and "://" not in setting.value and kept != setting.value.split("&"):
            yield setting.file, [Splice(setting.start, setting.end, "&".join(kept))]


def _of_file(source: Source, name: str) -> Iterator[list[Splice]]:
    for node in source.nodes:
        try:
            change = _without(source, node, name)
        except (NoEdit, IndexError):
            continue
        if change:
            yield change


def _without(source: Source, node: ast.AST, name: str) -> list[Splice]:
    """What takes a key out where it is given: an item, a pair, a keyword, or a statement that stores it."""
    if isinstance(node, ast.Dict):
        keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
        return brackets.remove(source, node, keys.index(name)) if name in keys else []
    if isinstance(node, (ast.List, ast.Tuple)):
        index = next((i for i, one in enumerate(node.elts) if _is_pair(one, name)), None)
        return (
            brackets.remove(source, node, index) if index is not None and isinstance(node, ast.List) else []
        )
    if isinstance(node, ast.Call):
        word = next((word for word in node.keywords if word.arg == name), None)
        method = name_of(node).rpartition(".")[2]
        if word is not None and method in ("dict", "update"):
            return brackets.remove(source, node, brackets.argument_index(source, node, word))
        stores = method in ("setdefault", "__setitem__") and node.args and _text(node.args[0]) == name
        holder = source.parent(node)
        return _statement(source, holder) if stores and isinstance(holder, ast.Expr) else []
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
        stores = isinstance(target, ast.Subscript) and _text(target.slice) == name
        return _statement(source, node) if stores else []
    return []


def _is_pair(node: ast.expr, name: str) -> bool:
    """`("name", value)` or the text `name=value`."""
    if isinstance(node, ast.Tuple) and len(node.elts) == 2:
        return _text(node.elts[0]) == name
    first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else node
    return str(_text(first) or "").startswith(f"{name}=")


def _text(node: ast.AST) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _statement(source: Source, statement: ast.stmt) -> list[Splice]:
    """The statement taken away, with the `if` around it where nothing else is in there."""
    around = source.parent(statement)
    if isinstance(around, ast.If) and around.body == [statement] and not around.orelse:
        calls = any(isinstance(node, (ast.Call, ast.NamedExpr)) for node in ast.walk(around.test))
        beside = source.parent(around)
        chained = isinstance(beside, ast.If) and around in beside.orelse
        if not calls and not chained:
            return deleted(source, around)
    return deleted(source, statement)
