"""Classes of the user's program: which one an object is of, its methods, what its attributes were given."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from dataflow_debugger.agent.fixes.imported import class_named, imported, module_of
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place, mentions, values_in_scope
from dataflow_debugger.agent.fixes.spans import FUNCTIONS, Function, Source

Owner = tuple[str, ast.ClassDef]
Written = Callable[[str, ast.expr], list[Place]]
BASES_MAX = 20
NOT_OURS = ("express", "express_sync", "transactions", "transactions_sync")


def classes_of(project: Project, file: str, node: ast.expr, written: Written) -> list[Owner]:
    """The project's classes that an expression may be an object of; a class itself counts too."""
    if isinstance(node, ast.Name) and node.id in ("self", "cls"):
        around = _class_around(project.source(file), node)
        return family(project, (file, around)) if around is not None else []
    found: list[Owner] = []
    direct = class_named(project, file, node)
    for place in [Place(file, node)] if direct else written(file, node):
        value = place.node
        if place.item:
            continue
        name = value.func if isinstance(value, ast.Call) else value
        made = class_named(project, place.file, name) or _annotated(project, place.file, value)
        found += [owner for owner in ([made] if made else []) if owner not in found]
    return [one for owner in found for one in family(project, owner)]


def _class_around(source: Source, node: ast.AST) -> ast.ClassDef | None:
    return next((a for a in source.ancestors(node) if isinstance(a, ast.ClassDef)), None)


def _annotated(project: Project, file: str, node: ast.expr) -> Owner | None:
    """The class that a parameter is annotated with."""
    source = project.source(file)
    function = source.function(node) if isinstance(node, ast.Name) else None
    if function is None or not isinstance(node, ast.Name):
        return None
    args = function.args
    for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs):
        if arg.arg == node.id and arg.annotation is not None:
            told = arg.annotation
            if isinstance(told, ast.Constant) and str(told.value).isidentifier():
                told = ast.Name(str(told.value))
            return class_named(project, file, told)
    return None


def family(project: Project, owner: Owner) -> list[Owner]:
    """A class, then the classes it derives from, then those that derive from it."""
    found = [owner]
    for where, definition in found:
        for base in definition.bases:
            above = class_named(project, where, base)
            if above is not None and above not in found and len(found) < BASES_MAX:
                found.append(above)
    for file in project.python():
        for node in project.source(file).nodes:
            if isinstance(node, ast.ClassDef) and any(
                class_named(project, file, base) == owner for base in node.bases
            ):
                found += [(file, node)] if (file, node) not in found else []
    return found


def method_of(project: Project, owners: list[Owner], name: str) -> tuple[str, Function] | None:
    """The first method of this name."""
    for file, definition in owners:
        for node in definition.body:
            if isinstance(node, FUNCTIONS) and node.name == name:
                return file, node
    return None


def only_method(project: Project, file: str, function: ast.Attribute) -> tuple[str, Function] | None:
    """The method that no other class has by this name; in the same file, else anywhere in the project."""
    if isinstance(function.value, ast.Attribute) and function.value.attr in NOT_OURS:
        return None
    for files in ([file], [name for name in project.python() if name != file]):
        found = [
            (where, node)
            for where in files
            for node in project.source(where).nodes
            if isinstance(node, FUNCTIONS)
            and node.name == function.attr
            and isinstance(project.source(where).parent(node), ast.ClassDef)
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def constructor_calls(project: Project, owner: Owner) -> Iterator[tuple[str, ast.Call]]:
    """Calls that make an object of the class, `super().__init__(...)` of its subclasses among them."""
    file, definition = owner
    for where in project.python():
        source = project.source(where)
        for call in source.calls():
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            direct = name == definition.name and class_named(project, where, call.func) == owner
            if direct or (name == "cls" and where == file and _class_around(source, call) is definition):
                yield where, call
            elif name == "__init__" and isinstance(call.func, ast.Attribute):
                around = _class_around(source, call)
                bases = around.bases if around is not None else []
                if any(class_named(project, where, base) == owner for base in bases):
                    yield where, call


def given_fields(definition: ast.ClassDef) -> list[ast.AnnAssign]:
    """The annotated fields that a dataclass or pydantic class takes in its constructor, in order."""
    return [
        node
        for node in definition.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]


def has_init(definition: ast.ClassDef) -> bool:
    return any(isinstance(node, FUNCTIONS) and node.name == "__init__" for node in definition.body)


def field_values(project: Project, owner: Owner, name: str) -> list[Place]:
    """What the constructor of a dataclass or pydantic class is given for one of its fields."""
    names = [node.target.id for node in given_fields(owner[1]) if isinstance(node.target, ast.Name)]
    if name not in names or has_init(owner[1]):
        return []
    found = []
    for where, call in constructor_calls(project, owner):
        words = {word.arg: word.value for word in call.keywords}
        index = names.index(name)
        starred = any(isinstance(arg, ast.Starred) for arg in call.args[: index + 1])
        if name in words:
            found.append(Place(where, words[name]))
        elif index < len(call.args) and not starred:
            found.append(Place(where, call.args[index]))
    return found


def attribute(project: Project, file: str, node: ast.Attribute, written: Written) -> list[Place]:
    """What `module.NAME`, `self.name`, `Settings.NAME` or `settings.name` is assigned."""
    module = module_of(project, file, node.value)
    if module is not None:
        source = project.source(module)
        return values_in_scope(source, module, source.tree, node.attr, None) or imported(
            project, module, node.attr
        )
    found: list[Place] = []
    for owner in classes_of(project, file, node.value, written):
        found += class_values(project, owner, node.attr)
        found += field_values(project, owner, node.attr)
    return list(dict.fromkeys(found))


def class_values(project: Project, owner: Owner, name: str) -> list[Place]:
    """What a class assigns to one of its attributes, and what a property of that name returns."""
    file, definition = owner
    source = project.source(file)
    found = []
    for node in ast.walk(definition):
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(_is_attribute(source, definition, target, name) for target in targets):
                found.append(Place(file, node.value))
        elif isinstance(node, ast.FunctionDef) and node.name == name and source.parent(node) is definition:
            made = any("property" in ast.unparse(decorator) for decorator in node.decorator_list)
            returned = [one.value for one in ast.walk(node) if isinstance(one, ast.Return)] if made else []
            found += [Place(file, value) for value in returned if value is not None]
    return found


def _is_attribute(source: Source, owner: ast.ClassDef, target: ast.expr, name: str) -> bool:
    """Whether a target is `self.name` in a method, or `name` in the class body."""
    if isinstance(target, ast.Attribute):
        return target.attr == name and mentions(target.value, "self")
    body = isinstance(target, ast.Name) and target.id == name
    return body and source.parent(source.parent(target)) is owner  # type: ignore[arg-type]
