"""Follows an expression to where its value is written, across scopes, calls and the user's files."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes.imported import function_named, imported, module_of
from dataflow_debugger.agent.fixes.objects import (
    Written,
    attribute,
    classes_of,
    constructor_calls,
    method_of,
    only_method,
)
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place, appended, assigned, values_in_scope
from dataflow_debugger.agent.fixes.spans import FUNCTIONS, Function

DEPTH = 10
LEVELS = 4
PLACES_MAX = 400


def written(project: Project, file: str, node: ast.expr) -> list[Place]:
    """Where the value of an expression is written; the expression itself where nothing more is known."""
    return trace(project, file, node)[0]


def trace(
    project: Project, file: str, node: ast.expr
) -> tuple[list[Place], list[Place], dict[Place, list[Place]]]:
    """Where the value is written, the names it goes through on the way, and which of them lead to each place."""
    found: list[Place] = []
    follower = _Follower(project)
    follower.follow(Place(file, node), found, 0)
    places = list(dict.fromkeys(found))
    return places, follower.names, {place: follower.names_before(place) for place in places}


class _Follower:
    def __init__(self, project: Project, level: int = 0) -> None:
        self.project = project
        self.level = level
        self.seen: set[Place] = set()
        self.active: set[Place] = set()
        self.names: list[Place] = []
        self.before: dict[Place, list[Place]] = {}

    def names_before(self, place: Place) -> list[Place]:
        """The names on the ways that lead to a place, itself included."""
        ways, waiting = {place}, [place]
        while waiting:
            new = [one for one in self.before.get(waiting.pop(), ()) if one not in ways]
            ways.update(new)
            waiting += new
        return [name for name in self.names if name in ways]

    def follow(self, place: Place, found: list[Place], depth: int) -> None:
        if place in self.seen:
            return
        self.seen.add(place)
        self.active.add(place)
        if isinstance(place.node, (ast.Name, ast.Attribute)) and not place.item:
            self.names.append(place)
        further = depth < DEPTH and len(self.seen) < PLACES_MAX
        steps = [step for step in self.step(place) if step not in self.active] if further else []
        if not steps:
            found.append(place)
        for step in steps:
            self.before.setdefault(step, []).append(place)
            self.follow(step, found, depth + 1)
        self.active.discard(place)

    def whole(self, file: str, node: ast.expr) -> list[Place]:
        """Where the collection is written of which an element is looked for."""
        if self.level >= LEVELS:
            return []
        inner, found = _Follower(self.project, self.level + 1), list[Place]()
        inner.active = set(self.active)
        inner.follow(Place(file, node), found, 0)
        return list(dict.fromkeys(found))

    def step(self, place: Place) -> Iterator[Place]:
        """The places one step nearer to where the value is written; none when it is written here."""
        node, file = place.node, place.file
        if place.item == "element":
            yield from self.element(place)
        elif place.item.startswith("at["):
            yield from self.position(place)
        elif place.item:
            yield from self.part(place)
        elif isinstance(node, ast.Name):
            yield from definitions(self.project, file, node, self.whole)
        elif isinstance(node, ast.Attribute):
            yield from attribute(self.project, file, node, self.whole)
        elif isinstance(node, ast.IfExp):
            yield Place(file, node.body)
            yield Place(file, node.orelse)
        elif isinstance(node, ast.BoolOp):
            yield from (Place(file, value) for value in node.values)
        elif isinstance(node, (ast.Await, ast.NamedExpr)):
            yield Place(file, node.value)
        elif isinstance(node, ast.Call):
            yield from self.call(file, node)
        elif isinstance(node, ast.Subscript):
            yield from self.subscript(file, node)

    def call(self, file: str, node: ast.Call) -> Iterator[Place]:
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr == "copy" and not node.args:
            yield Place(file, function.value)
            return
        if isinstance(function, ast.Attribute) and function.attr == "get" and node.args:
            for place in self.whole(file, function.value):
                if isinstance(place.node, ast.Dict) and not place.item:
                    yield from _items(place.file, place.node, _literal(node.args[0]))
                    yield from (Place(file, default) for default in node.args[1:])
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        single = len(node.args) == 1 and not node.keywords
        if single and name in ("deepcopy", "copy", "list", "tuple", "sorted", "iter", "reversed"):
            yield Place(file, node.args[0])
            return
        target = callee(self.project, file, function, self.whole)
        if target is not None:
            where, definition = target
            source = self.project.source(where)
            for inner in ast.walk(definition):
                if isinstance(inner, ast.Return) and inner.value and source.function(inner) is definition:
                    yield Place(where, inner.value)

    def subscript(self, file: str, node: ast.Subscript) -> Iterator[Place]:
        """`d["key"]` of a written dict is its item, `rows[0]` is an element."""
        key = _literal(node.slice)
        for place in self.whole(file, node.value):
            value = place.node
            if isinstance(value, ast.Dict) and not place.item:
                yield from _items(place.file, value, key)
            elif isinstance(value, (ast.List, ast.Tuple)) and not isinstance(key, str) and not place.item:
                if isinstance(key, int) and -len(value.elts) <= key < len(value.elts):
                    yield Place(place.file, value.elts[key])
                elif not isinstance(node.slice, ast.Slice):
                    yield from (Place(place.file, item) for item in value.elts)

    def element(self, place: Place) -> Iterator[Place]:
        """Elements of an iterable."""
        yield from appended(self.project.source(place.file), place.file, place.node)
        for whole in self.whole(place.file, place.node):
            value = whole.node
            if whole.node is not place.node:
                yield from appended(self.project.source(whole.file), whole.file, whole.node)
            if isinstance(value, (ast.List, ast.Tuple, ast.Set)):
                yield from (spread_item(whole.file, item) for item in value.elts)
            elif isinstance(value, (ast.ListComp, ast.GeneratorExp, ast.SetComp)):
                yield Place(whole.file, value.elt)
            elif (
                isinstance(value, ast.Call)
                and not whole.item
                and (made := list(yielded(self.project, whole.file, value, self.whole)))
            ):
                yield from made
            elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
                owner = value.func.value
                asked = value.func.attr
                for there in self.whole(whole.file, owner) if asked in ("values", "keys") else ():
                    if isinstance(there.node, ast.Dict):
                        parts = there.node.values if asked == "values" else there.node.keys
                        yield from (Place(there.file, item) for item in parts if item is not None)

    def part(self, place: Place) -> Iterator[Place]:
        """One position of the elements, which a loop takes apart: `element[1]`."""
        index = int(place.item.removeprefix("element[").removesuffix("]"))
        for row in self.element(Place(place.file, place.node, "element")):
            value = row.node
            if isinstance(value, (ast.Tuple, ast.List)) and not row.item and index < len(value.elts):
                yield Place(row.file, value.elts[index])

    def position(self, place: Place) -> Iterator[Place]:
        """One position of a tuple or list: `at[1]`."""
        index = int(place.item.removeprefix("at[").removesuffix("]"))
        for whole in self.whole(place.file, place.node):
            value = whole.node
            if isinstance(value, (ast.Tuple, ast.List)) and not whole.item and index < len(value.elts):
                yield Place(whole.file, value.elts[index])


def spread_item(file: str, node: ast.expr) -> Place:
    """One item of a list display; of `*rows` the elements of `rows`."""
    return Place(file, node.value, "element") if isinstance(node, ast.Starred) else Place(file, node)


def yielded(project: Project, file: str, call: ast.Call, follow: Written | None = None) -> Iterator[Place]:
    """What a call of a generator function of the project gives one after the other."""
    target = callee(project, file, call.func, follow)
    if target is None:
        return
    where, definition = target
    source = project.source(where)
    for node in ast.walk(definition):
        gives = isinstance(node, (ast.Yield, ast.YieldFrom)) and source.function(node) is definition
        if gives and node.value is not None:  # type: ignore[attr-defined]
            item = "element" if isinstance(node, ast.YieldFrom) else ""
            yield Place(where, node.value, item)  # type: ignore[attr-defined]


def _items(file: str, node: ast.Dict, key: object) -> Iterator[Place]:
    """The values of a dict under a key, all of them where the key is not known."""
    for name, item in zip(node.keys, node.values, strict=True):
        if name is not None and (key is None or (isinstance(name, ast.Constant) and name.value == key)):
            yield Place(file, item)


def _literal(node: ast.expr) -> object:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError):
        return None


def definitions(project: Project, file: str, name: ast.Name, follow: Written | None = None) -> list[Place]:
    """What a name stands for where it is used: assignments, loop items, arguments of callers, imports."""
    source = project.source(file)
    scope: ast.AST = source.scope_of(name)
    before: int | None = name.lineno
    for around in source.ancestors(name):
        if isinstance(around, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            for generator in around.generators:
                found = assigned(file, generator.target, generator.iter, name.id, True)
                if found:
                    return found
    while True:
        found = values_in_scope(source, file, scope, name.id, before)
        if found:
            return found
        if isinstance(scope, FUNCTIONS) and name.id in parameters(scope):
            return _arguments(project, file, scope, name.id, follow)
        if isinstance(scope, ast.Module):
            return imported(project, file, name.id)
        scope, before = source.scope_of(scope), None
        while isinstance(scope, ast.ClassDef):
            scope = source.scope_of(scope)


def parameters(function: Function) -> list[str]:
    """Names of a function's parameters in order, without `*args` and `**kwargs`."""
    args = function.args
    return [arg.arg for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs)]


def _arguments(
    project: Project, file: str, function: Function, name: str, follow: Written | None
) -> list[Place]:
    """What the callers pass for a parameter, and its default."""
    found = []
    positional = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
    skip = 1 if positional[:1] in (["self"], ["cls"]) else 0
    for where, call in callers(project, file, function, follow):
        words = {word.arg: word.value for word in call.keywords}
        if name in words:
            found.append(Place(where, words[name]))
        elif name in positional:
            found += _positional(where, call, positional.index(name) - skip)
    defaults = function.args.defaults
    tail = positional[len(positional) - len(defaults) :]
    found += [Place(file, value) for arg, value in zip(tail, defaults, strict=True) if arg == name]
    keyword_only = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    found += [Place(file, value) for arg, value in keyword_only if arg.arg == name and value is not None]
    return found


def _positional(file: str, call: ast.Call, index: int) -> list[Place]:
    """The argument at a position, also where `*row` gives it."""
    first = next((i for i, arg in enumerate(call.args) if isinstance(arg, ast.Starred)), None)
    if index < 0 or (index >= len(call.args) and first is None):
        return []
    if first is None or index < first:
        return [Place(file, call.args[index])]
    spread = call.args[first]
    last = first == len(call.args) - 1 and isinstance(spread, ast.Starred)
    return [Place(file, spread.value, f"at[{index - first}]")] if last else []  # type: ignore[attr-defined]


def callers(
    project: Project, file: str, function: Function, follow: Written | None = None
) -> Iterator[tuple[str, ast.Call]]:
    """Calls of a function of the project; of `__init__`, the calls that make an object.

    `follow` is given by a search under way: a method may be called on its own parameter, whose values are what
    the callers of the method pass, and so on without end.
    """
    owner = project.source(file).parent(function)
    if function.name == "__init__" and isinstance(owner, ast.ClassDef):
        yield from constructor_calls(project, (file, owner))
        return
    for where in project.python():
        for call in project.source(where).calls():
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name == function.name and callee(project, where, call.func, follow) == (file, function):
                yield where, call


def callee(
    project: Project, file: str, function: ast.expr, follow: Written | None = None
) -> tuple[str, Function] | None:
    """The project's function that a call's `func` names."""
    if isinstance(function, ast.Name):
        return function_named(project, file, function.id)
    if isinstance(function, ast.Attribute):
        module = module_of(project, file, function.value)
        if module is not None:
            return function_named(project, module, function.attr)
        known = classes_of(project, file, function.value, follow or _Follower(project, 1).whole)
        # Where the object's class is not known, a method is told by a name that only one class has.
        return method_of(project, known, function.attr) if known else only_method(project, file, function)
    return None
