"""Where a model is written: its class, however it is registered, and the classes that it derives from."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import Source

_BASES_MAX = 20


def is_model_decorator(decorator: ast.expr) -> bool:
    """Whether an expression is `db.model` or a call of it."""
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(function, ast.Attribute) and function.attr == "model"


def registered_by_call(view: View) -> set[str]:
    """Names of the classes that are handed to `db.model(...)`, not decorated with it. Cached on the view."""
    cached: set[str] | None = view.__dict__.get("_registered_by_call")
    if cached is None:
        cached = {
            node.args[0].id
            for source in view.sources.values()
            for node in source.nodes
            if isinstance(node, ast.Call)
            and is_model_decorator(node.func)
            and len(node.args) == 1
            and isinstance(node.args[0], ast.Name)
        }
        view.__dict__["_registered_by_call"] = cached
    return cached


def model_class(view: View, model: str) -> tuple[str, ast.ClassDef] | None:
    """File and class of a model in the user's sources."""
    for name, source in view.sources.items():
        for node in source.nodes:
            if isinstance(node, ast.ClassDef) and node.name == model and _registered(view, node):
                return source.file or name, node
    return None


def declared_models(view: View) -> Iterator[str]:
    """Names of the models that the source declares."""
    for source in view.sources.values():
        for node in source.nodes:
            if isinstance(node, ast.ClassDef) and _registered(view, node):
                yield node.name


def _registered(view: View, node: ast.ClassDef) -> bool:
    return any(map(is_model_decorator, node.decorator_list)) or node.name in registered_by_call(view)


def model_classes(view: View, model: str) -> list[tuple[str, ast.ClassDef]]:
    """The class of a model, then those of the user's that it derives from, nearest first."""
    found = [own] if (own := model_class(view, model)) else []
    for file, owner in found:
        for base in owner.bases[: _BASES_MAX - len(found)]:
            known = _class_named(view, file, ast.unparse(base).rpartition(".")[2])
            if known is not None and all(known[1] is not one for _, one in found):
                found.append(known)
    return found


def _class_named(view: View, file: str, name: str) -> tuple[str, ast.ClassDef] | None:
    """A class of that name: of the same file, else of another one."""
    sources: list[Source] = list(view.sources.values())
    sources.sort(key=lambda source: source.file != file)
    for source in sources:
        for node in source.nodes:
            if isinstance(node, ast.ClassDef) and node.name == name:
                return source.file, node
    return None


def field_statement(view: View, model: str, field: str) -> tuple[str, ast.AnnAssign | ast.Assign] | None:
    """File and statement that declare a model's field, in its class or in one that it derives from."""
    for file, owner in model_classes(view, model):
        for statement in owner.body:
            if isinstance(statement, (ast.AnnAssign, ast.Assign)):
                targets = [statement.target] if isinstance(statement, ast.AnnAssign) else statement.targets
                if any(isinstance(target, ast.Name) and target.id == field for target in targets):
                    return file, statement
    return None
