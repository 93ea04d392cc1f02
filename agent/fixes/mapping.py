"""The dictionaries behind an expression and their entries, wherever these are written, and changes of them.

A dictionary may be a display, `dict(k=v)`, a merge, a name bound earlier, a parameter that callers fill,
built in steps (`d["k"] = v`, `d.update(...)`, `d.setdefault(...)`), or one of a list of records.
"""

from __future__ import annotations

import ast
import keyword
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from dataflow_debugger.agent.fixes import NoEdit, brackets
from dataflow_debugger.agent.fixes.follow import callers, spread_item, trace, written, yielded
from dataflow_debugger.agent.fixes.objects import classes_of, constructor_calls, given_fields
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place, appended, bindings_in
from dataflow_debugger.agent.fixes.spans import Source, Splice

DEPTH = 6


@dataclass(frozen=True)
class Entry:
    """One key and value. `holder` is the dict, the call or the statement that the entry is written in."""

    file: str
    key: str
    value: ast.expr
    kind: Literal["item", "keyword", "store", "default", "argument", "choice"]
    holder: ast.AST
    key_node: ast.expr | None = None


@dataclass
class Mapping:
    """One dictionary: `node` is where it begins, a display or a call of `dict` when `open`.

    A `closed` one is made from an object, whose class says which keys there are. `via` are the names that lead
    from it to the expression it was asked for.
    """

    file: str
    node: ast.expr
    entries: list[Entry] = field(default_factory=list)
    closed: bool = False
    via: list[Place] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether entries can be added where the dictionary is written."""
        return isinstance(self.node, (ast.Dict, ast.Call)) and not self.closed

    def get(self, key: str) -> Entry | None:
        return next((entry for entry in reversed(self.entries) if entry.key == key), None)

    def key_names(self) -> list[str]:
        return list(dict.fromkeys(entry.key for entry in self.entries))


def mappings(project: Project, file: str, node: ast.expr, depth: int = 0) -> list[Mapping]:
    """Every dictionary the expression may stand for; of a list, those of its elements."""
    if depth > DEPTH:
        return []
    places, names, ways = trace(project, file, node)
    steps = {name: list(_steps(project, name, depth)) for name in names}
    found: list[Mapping] = []
    for place in places:
        # What is put into a dictionary under one name is not in those that other callers hand over.
        added_later = [entry for name in ways[place] for entry in steps[name]]
        for mapping in _at(project, place, depth):
            mapping.entries += [entry for entry in added_later if entry not in mapping.entries]
            mapping.via = [*mapping.via, *ways[place]]
            found.append(mapping)
    if not found and any(steps.values()):
        found = [Mapping(file, node, [entry for name in names for entry in steps[name]])]
    return found


def _at(project: Project, place: Place, depth: int) -> list[Mapping]:
    node, file = place.node, place.file
    if place.item:
        return []
    if isinstance(node, ast.Name):
        return list(_keyword_arguments(project, file, node, depth))
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
    as_dict = _object_as_dict(project, file, node)
    if as_dict:
        return as_dict
    elements: list[Place] = []
    if isinstance(node, (ast.List, ast.Tuple)):
        elements = [spread_item(file, item) for item in node.elts]
    elif isinstance(node, (ast.ListComp, ast.GeneratorExp)):
        elements = [Place(file, node.elt)]
    elif isinstance(node, ast.Call):
        elements = list(yielded(project, file, node))
    elements = [*elements, *appended(project.source(file), file, node)]
    return [m for element in elements for m in mappings(project, element.file, element.node, depth + 1)]


def _object_as_dict(project: Project, file: str, node: ast.expr) -> list[Mapping]:
    """`asdict(entry)`, `entry.model_dump()`: what the constructors of the entry's class are given."""
    if not isinstance(node, ast.Call):
        return []
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in ("asdict", "vars") and len(node.args) == 1:
        given = node.args[0]
    elif name in ("model_dump", "dict", "_asdict") and isinstance(node.func, ast.Attribute):
        given = node.func.value
    else:
        return []
    found = []
    for owner in classes_of(project, file, given, partial(written, project)):
        for where, call in constructor_calls(project, owner):
            names = [
                field.target.id for field in given_fields(owner[1]) if isinstance(field.target, ast.Name)
            ]
            given_by_name = [(word.arg, word.value) for word in call.keywords if word.arg]
            pairs = [*zip(names, call.args, strict=False), *given_by_name]
            entries = [
                Entry(where, field, value, "argument", call)
                for field, value in pairs
                if not isinstance(value, ast.Starred)
            ]
            found.append(Mapping(where, call, entries, closed=True))
    return found


def _keyword_arguments(project: Project, file: str, name: ast.Name, depth: int) -> Iterator[Mapping]:
    """What callers give to the `**options` of a function: each call with the keywords that land there."""
    source = project.source(file)
    function = source.function(name)
    if function is None or function.args.kwarg is None or function.args.kwarg.arg != name.id:
        return
    named = {arg.arg for arg in [*function.args.args, *function.args.kwonlyargs]}
    for where, call in callers(project, file, function):
        entries = [e for e in _keywords(project, where, call, depth) if e.key not in named]
        yield Mapping(where, call, entries)


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
        else:
            yield from _chosen_keys(project, file, name, value, node)


def _chosen_keys(
    project: Project, file: str, key: ast.expr, value: ast.expr, holder: ast.AST
) -> Iterator[Entry]:
    """The keys that `{OPERATORS[word]: value}` may have, each where its text is written."""
    for place in written(project, file, key) if isinstance(key, (ast.Subscript, ast.Name, ast.Call)) else ():
        text = place.node.value if isinstance(place.node, ast.Constant) and not place.item else None
        if isinstance(text, str) and place.file == file:
            yield Entry(file, text, value, "choice", holder, place.node)


def _keywords(project: Project, file: str, call: ast.Call, depth: int) -> Iterator[Entry]:
    for word in call.keywords:
        if word.arg is not None:
            yield Entry(file, word.arg, word.value, "keyword", call)
        else:
            for inner in mappings(project, file, word.value, depth + 1):
                yield from inner.entries


def _steps(project: Project, name: Place, depth: int) -> Iterator[Entry]:
    """Entries put into a dictionary after it was made: in the scope of its name, in the class of `self.name`."""
    source = project.source(name.file)
    target = ast.unparse(name.node)
    whole = isinstance(name.node, ast.Attribute)
    around = next((one for one in source.ancestors(name.node) if isinstance(one, ast.ClassDef)), None)
    scope = around if whole and around is not None else source.scope_of(name.node)
    if isinstance(name.node, ast.Name) and _is_global(source, scope, name.node.id):
        scope = source.tree
    for node in source.nodes:
        if not isinstance(node, (ast.Assign, ast.Expr, ast.AugAssign)):
            continue
        inside = scope in source.ancestors(node) if whole else source.scope_of(node) is scope
        if not inside:
            continue
        if isinstance(node, ast.Assign):
            yield from _stores(project, name.file, target, node)
        elif isinstance(node, ast.AugAssign):
            if isinstance(node.op, ast.BitOr) and ast.unparse(node.target) == target:
                for inner in mappings(project, name.file, node.value, depth + 1):
                    yield from inner.entries
        else:
            yield from _method(project, name.file, target, node, depth)


def _is_global(source: Source, scope: ast.AST, name: str) -> bool:
    """Whether a name that is used in a scope is one of the module."""
    args = getattr(scope, "args", None)
    given = {one.arg for one in ast.walk(args) if isinstance(one, ast.arg)} if args is not None else set()
    bound = name in given or bool(bindings_in(source, scope, name))
    return not bound and bool(bindings_in(source, source.tree, name))


def _stores(project: Project, file: str, name: str, node: ast.Assign) -> Iterator[Entry]:
    target = node.targets[0]
    if len(node.targets) == 1 and isinstance(target, ast.Subscript) and ast.unparse(target.value) == name:
        key = key_of(project, file, target.slice)
        if key is not None:
            yield Entry(file, key, node.value, "store", node, target.slice)
        else:
            yield from _chosen_keys(project, file, target.slice, node.value, node)


def _method(project: Project, file: str, name: str, node: ast.Expr, depth: int) -> Iterator[Entry]:
    call = node.value
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return
    if call.func.attr not in ("update", "setdefault") or ast.unparse(call.func.value) != name:
        return
    if call.func.attr == "update":
        for arg in call.args:
            for inner in mappings(project, file, arg, depth + 1):
                yield from inner.entries
        yield from _keywords(project, file, call, depth)
    elif len(call.args) == 2:
        key = key_of(project, file, call.args[0])
        if key is not None:
            yield Entry(file, key, call.args[1], "default", node, call.args[0])


def renamed(source: Source, entry: Entry, to: str) -> list[Splice]:
    """The entry under another key."""
    _not_of_an_object(entry)
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


def _not_of_an_object(entry: Entry) -> None:
    if entry.kind == "argument":
        raise NoEdit("the key is an attribute of a class")


def removed(source: Source, entry: Entry) -> list[Splice]:
    """The entry taken away."""
    _not_of_an_object(entry)
    if entry.kind == "choice":
        raise NoEdit("the key is one of several that may stand there")
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
