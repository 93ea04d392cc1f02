"""Follows an expression to where its value is written, across scopes, calls and the user's files."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place, assigned, bound_by, mentions, values_in_scope
from dataflow_debugger.agent.fixes.spans import FUNCTIONS, Function, Source

DEPTH = 10
LEVELS = 4
PLACES_MAX = 400


def written(project: Project, file: str, node: ast.expr) -> list[Place]:
    """Where the value of an expression is written; the expression itself where nothing more is known."""
    return trace(project, file, node)[0]


def trace(project: Project, file: str, node: ast.expr) -> tuple[list[Place], list[Place]]:
    """Where the value is written, and the names it goes through on the way."""
    found: list[Place] = []
    follower = _Follower(project)
    follower.follow(Place(file, node), found, 0)
    return list(dict.fromkeys(found)), follower.names


class _Follower:
    def __init__(self, project: Project, level: int = 0) -> None:
        self.project = project
        self.level = level
        self.seen: set[Place] = set()
        self.active: set[Place] = set()
        self.names: list[Place] = []

    def follow(self, place: Place, found: list[Place], depth: int) -> None:
        if place in self.seen:
            return
        self.seen.add(place)
        self.active.add(place)
        if isinstance(place.node, ast.Name) and not place.item:
            self.names.append(place)
        further = depth < DEPTH and len(self.seen) < PLACES_MAX
        steps = [step for step in self.step(place) if step not in self.active] if further else []
        if not steps:
            found.append(place)
        for step in steps:
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
        elif isinstance(node, ast.Name):
            yield from definitions(self.project, file, node)
        elif isinstance(node, ast.Attribute):
            yield from attribute(self.project, file, node)
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
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        single = len(node.args) == 1 and not node.keywords
        if single and name in ("deepcopy", "copy", "list", "tuple", "sorted", "iter", "reversed"):
            yield Place(file, node.args[0])
            return
        target = callee(self.project, file, function)
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
            if isinstance(key, str) and isinstance(value, ast.Dict) and not place.item:
                for name, item in zip(value.keys, value.values, strict=True):
                    if isinstance(name, ast.Constant) and name.value == key:
                        yield Place(place.file, item)
            elif isinstance(value, (ast.List, ast.Tuple)) and not isinstance(key, str) and not place.item:
                if isinstance(key, int) and -len(value.elts) <= key < len(value.elts):
                    yield Place(place.file, value.elts[key])
                elif not isinstance(node.slice, ast.Slice):
                    yield from (Place(place.file, item) for item in value.elts)

    def element(self, place: Place) -> Iterator[Place]:
        """Elements of an iterable."""
        for whole in self.whole(place.file, place.node):
            value = whole.node
            if isinstance(value, (ast.List, ast.Tuple, ast.Set)):
                yield from (Place(whole.file, item) for item in value.elts)
            elif isinstance(value, (ast.ListComp, ast.GeneratorExp, ast.SetComp)):
                yield Place(whole.file, value.elt)
            elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
                owner = value.func.value
                for there in self.whole(whole.file, owner) if value.func.attr == "values" else ():
                    if isinstance(there.node, ast.Dict):
                        yield from (Place(there.file, item) for item in there.node.values)


def _literal(node: ast.expr) -> object:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError):
        return None


def definitions(project: Project, file: str, name: ast.Name) -> list[Place]:
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
            return _arguments(project, file, scope, name.id)
        if isinstance(scope, ast.Module):
            return imported(project, file, name.id)
        scope, before = source.scope_of(scope), None
        while isinstance(scope, ast.ClassDef):
            scope = source.scope_of(scope)


def parameters(function: Function) -> list[str]:
    """Names of a function's parameters in order, without `*args` and `**kwargs`."""
    args = function.args
    return [arg.arg for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs)]


def _arguments(project: Project, file: str, function: Function, name: str) -> list[Place]:
    """What the callers pass for a parameter, and its default."""
    found = []
    positional = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
    skip = 1 if positional[:1] in (["self"], ["cls"]) else 0
    for where, call in callers(project, file, function):
        words = {word.arg: word.value for word in call.keywords}
        if name in words:
            found.append(Place(where, words[name]))
        elif name in positional:
            index = positional.index(name) - skip
            starred = any(isinstance(arg, ast.Starred) for arg in call.args[: index + 1])
            if 0 <= index < len(call.args) and not starred:
                found.append(Place(where, call.args[index]))
    defaults = function.args.defaults
    tail = positional[len(positional) - len(defaults) :]
    found += [Place(file, value) for arg, value in zip(tail, defaults, strict=True) if arg == name]
    keyword_only = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    found += [Place(file, value) for arg, value in keyword_only if arg.arg == name and value is not None]
    return found


def callers(project: Project, file: str, function: Function) -> Iterator[tuple[str, ast.Call]]:
    """Calls of a function of the project."""
    for where in project.python():
        for call in project.source(where).calls():
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name == function.name and callee(project, where, call.func) == (file, function):
                yield where, call


def callee(project: Project, file: str, function: ast.expr) -> tuple[str, Function] | None:
    """The project's function that a call's `func` names."""
    if isinstance(function, ast.Name):
        return _function_named(project, file, function.id)
    if isinstance(function, ast.Attribute):
        module = _module_of(project, file, function.value)
        if module is not None:
            return _function_named(project, module, function.attr)
        methods = [
            node
            for node in project.source(file).nodes
            if isinstance(node, FUNCTIONS)
            and node.name == function.attr
            and isinstance(project.source(file).parent(node), ast.ClassDef)
        ]
        # A method is told by its name alone, so only an unmistakable one counts.
        return (file, methods[0]) if len(methods) == 1 else None
    return None


def _function_named(project: Project, file: str, name: str, depth: int = 0) -> tuple[str, Function] | None:
    source = project.source(file)
    for node in source.nodes:
        free = isinstance(node, FUNCTIONS) and not isinstance(source.parent(node), ast.ClassDef)
        if free and isinstance(node, FUNCTIONS) and node.name == name:
            return file, node
    for module, original in _origins(project, file, name):
        if depth < DEPTH:
            return _function_named(project, module, original, depth + 1)
    return None


def _origins(project: Project, file: str, name: str) -> Iterator[tuple[str, str]]:
    """Project modules and original names that `from module import name` takes a name from."""
    for node in project.source(file).nodes:
        if not isinstance(node, ast.ImportFrom):
            continue
        for alias in node.names:
            if (alias.asname or alias.name) != name and alias.name != "*":
                continue
            module = project.module(node.module or "", node.level, file)
            if module is not None and module != file:
                yield module, name if alias.name == "*" else alias.name


def imported(project: Project, file: str, name: str, depth: int = 0) -> list[Place]:
    """Values of a module-level name in the modules it is imported from."""
    for module, original in _origins(project, file, name):
        source = project.source(module)
        found = values_in_scope(source, module, source.tree, original, None)
        if not found and depth < DEPTH:
            found = imported(project, module, original, depth + 1)
        if found:
            return found
    return []


def _module_of(project: Project, file: str, node: ast.expr) -> str | None:
    """The project's module that `name` or `package.name` stands for."""
    dotted = ast.unparse(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
    for statement in project.source(file).nodes if dotted else ():
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                if (alias.asname or alias.name) == dotted:
                    return project.module(alias.name, 0, file)
        elif isinstance(statement, ast.ImportFrom):
            for alias in statement.names:
                if (alias.asname or alias.name) == dotted:
                    path = f"{statement.module}.{alias.name}" if statement.module else alias.name
                    return project.module(path, statement.level, file)
    return None


def attribute(project: Project, file: str, node: ast.Attribute) -> list[Place]:
    """What `module.NAME`, `self.name` or `Settings.NAME` is assigned."""
    module = _module_of(project, file, node.value)
    if module is not None:
        source = project.source(module)
        return values_in_scope(source, module, source.tree, node.attr, None) or imported(
            project, module, node.attr
        )
    source = project.source(file)
    owner = node.value
    if not isinstance(owner, ast.Name):
        return []
    if owner.id in ("self", "cls"):
        around = next((a for a in source.ancestors(node) if isinstance(a, ast.ClassDef)), None)
        return _class_values(source, file, around, node.attr) if around is not None else []
    for where, definition in _classes(project, file, owner):
        found = _class_values(project.source(where), where, definition, node.attr)
        if found:
            return found
    return []


def _class_values(source: Source, file: str, owner: ast.ClassDef, name: str) -> list[Place]:
    found = []
    for node in ast.walk(owner):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                same = (
                    isinstance(target, ast.Attribute)
                    and target.attr == name
                    and mentions(target.value, "self")
                )
                if same or (
                    isinstance(target, ast.Name) and target.id == name and source.parent(node) is owner
                ):
                    found.append(Place(file, node.value))
        elif isinstance(node, ast.AnnAssign) and source.parent(node) is owner:
            value = node.value if ast.unparse(node.target) == name else None
            found += [Place(file, value)] if value is not None else []
    return found


def _classes(project: Project, file: str, owner: ast.Name) -> Iterator[tuple[str, ast.ClassDef]]:
    """The class a name stands for, or the class of the object it was assigned (`settings = Settings()`)."""
    names = [(file, owner.id), *_origins(project, file, owner.id)]
    for where, name in names:
        for node in project.source(where).nodes:
            if isinstance(node, ast.ClassDef) and node.name == name:
                yield where, node
            made = node.value if isinstance(node, ast.Assign) and name in bound_by(node) else None
            if isinstance(made, ast.Call) and isinstance(made.func, ast.Name) and made.func.id != name:
                yield from _classes(project, where, made.func)
