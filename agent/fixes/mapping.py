"""The dictionaries behind an expression and their entries, wherever these are written, and changes of them.

A dictionary may be a display, `dict(k=v)`, a merge, a name bound earlier, a parameter that callers fill,
built in steps (`d["k"] = v`, `d.update(...)`, `d.setdefault(...)`), or one of a list of records.
"""

from __future__ import annotations

import ast
import keyword
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from dataflow_debugger.agent.fixes import NoEdit, brackets
from dataflow_debugger.agent.fixes.follow import trace, written
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place
from dataflow_debugger.agent.fixes.spans import Source, Splice

DEPTH = 6


@dataclass(frozen=True)
class Entry:
    """One key and value. `holder` is the dict, the call or the statement that the entry is written in."""

    file: str
    key: str
    value: ast.expr
    kind: Literal["item", "keyword", "store", "default"]
    holder: ast.AST
    key_node: ast.expr | None = None


@dataclass
class Mapping:
    """One dictionary: `node` is where it begins, a display or a call of `dict` when `open`."""

    file: str
    node: ast.expr
    entries: list[Entry] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether entries can be added where the dictionary is written."""
        return isinstance(self.node, (ast.Dict, ast.Call))

    def get(self, key: str) -> Entry | None:
        return next((entry for entry in reversed(self.entries) if entry.key == key), None)

    def key_names(self) -> list[str]:
        return list(dict.fromkeys(entry.key for entry in self.entries))


def mappings(project: Project, file: str, node: ast.expr, depth: int = 0) -> list[Mapping]:
    """Every dictionary the expression may stand for; of a list, those of its elements."""
    if depth > DEPTH:
        return []
    places, names = trace(project, file, node)
    found: list[Mapping] = []
    for place in places:
        found += _at(project, place, depth)
    steps = [entry for name in names for entry in _steps(project, name, depth)]
    for mapping in found:
        mapping.entries += [entry for entry in steps if entry not in mapping.entries]
    if not found and steps:
        found = [Mapping(file, node, steps)]
    return found


def _at(project: Project, place: Place, depth: int) -> list[Mapping]:
    node, file = place.node, place.file
    if place.item:
        return []
    if isinstance(node, ast.Dict):
        return [Mapping(file, node, list(_items(project, file, node, depth)))]
    if is_dict_call(node):
        assert isinstance(node, ast.Call)
        inner = [e for arg in node.args for m in mappings(project, file, arg, depth + 1) for e in m.entries]
        return [Mapping(file, node, inner + list(_keywords(project, file, node, depth)))]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        left = mappings(project, file, node.left, depth + 1)
        right = mappings(project, file, node.right, depth + 1)
        for one in left:
            one.entries += [entry for other in right for entry in other.entries]
        return left or right
    elements: list[ast.expr] = []
    if isinstance(node, (ast.List, ast.Tuple)):
        elements = node.elts
    elif isinstance(node, (ast.ListComp, ast.GeneratorExp)):
        elements = [node.elt]
    return [m for element in elements for m in mappings(project, file, element, depth + 1)]


def is_dict_call(node: ast.AST) -> bool:
    """Whether the node is a call of the builtin `dict`."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict"


def key_of(project: Project, file: str, node: ast.expr) -> str | None:
    """The text of a key given literally or by a constant."""
    if isinstance(node, ast.Name):
        places = written(project, file, node)
        node = places[0].node if len(places) == 1 else node
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _items(project: Project, file: str, node: ast.Dict, depth: int) -> Iterator[Entry]:
    for name, value in zip(node.keys, node.values, strict=True):
        if name is None:
            for inner in mappings(project, file, value, depth + 1):
                yield from inner.entries
            continue
        key = key_of(project, file, name)
        if key is not None:
            yield Entry(file, key, value, "item", node, name)


def _keywords(project: Project, file: str, call: ast.Call, depth: int) -> Iterator[Entry]:
    for word in call.keywords:
        if word.arg is not None:
            yield Entry(file, word.arg, word.value, "keyword", call)
        else:
            for inner in mappings(project, file, word.value, depth + 1):
                yield from inner.entries


def _steps(project: Project, name: Place, depth: int) -> Iterator[Entry]:
    """Entries put into a dictionary after it was made, in the scope where its name is bound."""
    source = project.source(name.file)
    assert isinstance(name.node, ast.Name)
    scope = source.scope_of(name.node)
    for node in source.nodes:
        if not isinstance(node, (ast.Assign, ast.Expr, ast.AugAssign)) or source.scope_of(node) is not scope:
            continue
        if isinstance(node, ast.Assign):
            yield from _stores(project, name, node)
        elif isinstance(node, ast.AugAssign):
            if isinstance(node.op, ast.BitOr) and _is(node.target, name.node.id):
                for inner in mappings(project, name.file, node.value, depth + 1):
                    yield from inner.entries
        else:
            yield from _method(project, name, node, depth)


def _stores(project: Project, name: Place, node: ast.Assign) -> Iterator[Entry]:
    assert isinstance(name.node, ast.Name)
    target = node.targets[0]
    if len(node.targets) == 1 and isinstance(target, ast.Subscript) and _is(target.value, name.node.id):
        key = key_of(project, name.file, target.slice)
        if key is not None:
            yield Entry(name.file, key, node.value, "store", node, target.slice)


def _method(project: Project, name: Place, node: ast.Expr, depth: int) -> Iterator[Entry]:
    call = node.value
    assert isinstance(name.node, ast.Name)
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return
    if not _is(call.func.value, name.node.id):
        return
    if call.func.attr == "update":
        for arg in call.args:
            for inner in mappings(project, name.file, arg, depth + 1):
                yield from inner.entries
        yield from _keywords(project, name.file, call, depth)
    elif call.func.attr == "setdefault" and len(call.args) == 2:
        key = key_of(project, name.file, call.args[0])
        if key is not None:
            yield Entry(name.file, key, call.args[1], "default", node, call.args[0])


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def renamed(source: Source, entry: Entry, to: str) -> list[Splice]:
    """The entry under another key."""
    if entry.key_node is not None:
        start, end = source.outer_span(entry.key_node)
        like = source.text[start:end] if isinstance(entry.key_node, ast.Constant) else '"'
        return [Splice(start, end, brackets.quoted(to, like))]
    if not to.isidentifier() or keyword.iskeyword(to):
        raise NoEdit(f"{to!r} cannot be written as a keyword")
    assert isinstance(entry.holder, ast.Call)
    word = next(word for word in entry.holder.keywords if word.value is entry.value)
    start = source.span(word)[0]
    return [Splice(start, start + len(entry.key), to)]


def removed(source: Source, entry: Entry) -> list[Splice]:
    """The entry taken away."""
    if isinstance(entry.holder, ast.Dict):
        return brackets.remove(source, entry.holder, entry.holder.values.index(entry.value))
    if isinstance(entry.holder, ast.Call):
        index = brackets.argument_index(source, entry.holder, entry.value)
        return brackets.remove(source, entry.holder, index)
    assert isinstance(entry.holder, ast.stmt)
    return deleted(source, entry.holder)


def deleted(source: Source, statement: ast.stmt) -> list[Splice]:
    """A statement taken away with its lines; `pass` where it was the only one of its block."""
    start, end = source.span(statement)
    first, last = source.line_of(start), source.line_of(max(end - 1, start))
    decorators = getattr(statement, "decorator_list", [])
    if decorators:
        first = min(decorator.lineno for decorator in decorators)
    block = source.block(statement)
    if len(block) == 1 and not isinstance(source.parent(statement), ast.Module):
        return [Splice(start, end, "pass")]
    line_start, line_end = source.line_start(first), source.line_end(last)
    before, after = source.text[line_start:start], source.text[end:line_end]
    if decorators or (not before.strip() and (not after.strip() or after.lstrip().startswith("#"))):
        return [Splice(line_start, line_end, "")]
    # Several statements share the line: take the semicolon along.
    if after.lstrip().startswith(";"):
        rest = end + after.index(";") + 1
        return [Splice(start, rest + len(source.text[rest:]) - len(source.text[rest:].lstrip(" \t")), "")]
    semicolon = source.text.rindex(";", 0, start)
    return [Splice(semicolon, end, "")]


def revalued(source: Source, entry: Entry, text: str) -> list[Splice]:
    """The entry with another value."""
    start, end = source.outer_span(entry.value)
    return [Splice(start, end, text)]


def added(source: Source, mapping: Mapping, key: str, value: str) -> list[Splice]:
    """The dictionary with one more entry."""
    if isinstance(mapping.node, ast.Dict):
        like = next((source.segment(k) for k in mapping.node.keys if isinstance(k, ast.Constant)), None)
        text = brackets.quoted(key, like or brackets.usual_quote(source))
        return brackets.add(source, mapping.node, f"{text}: {value}")
    if isinstance(mapping.node, ast.Call) and key.isidentifier() and not keyword.iskeyword(key):
        return brackets.add(source, mapping.node, f"{key}={value}")
    raise NoEdit("the dictionary is not written in one place")
