"""Edits of programs whose models are pydantic classes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_model_class import remove_base
from dataflow_debugger.agent.fixes.edits_models import model_classes
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes, site_mappings
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, chosen
from dataflow_debugger.agent.fixes.spans import Source, Splice

_OWN_NAMES = ("model_config", "Config")
_EXCLUDES = ("exclude_unset", "exclude_defaults", "exclude_none")


@edit
def dump_at_create(project: Project, at: At, *, model: str) -> None:
    """Create records from what the model's pydantic class makes of them, its defaults included.

    `create("Plan", data)` becomes `create("Plan", Plan.model_validate(data).model_dump())`; a dump that left
    the defaults out keeps them.
    """
    home = next(model_classes(project, model), None)
    if home is None:
        raise NoEdit("the class of the model was not found")
    changes = Changes(project)
    for site in chosen(project, model=model):
        if site.operation not in ("create", "bulk_create"):
            continue
        for file, given in _records(project, site):
            source = project.source(file)
            dump = _dump(source, given)
            if dump is not None:
                changes.add(file, dump)
                continue
            used, imports = _class_in(project, file, model, home[0])
            start, end = source.outer_span(given)
            whole = source.text[start:end]
            one = f"{used}.model_validate({'row' if site.operation == 'bulk_create' else whole}).model_dump()"
            many = f"[{one} for row in {whole}]"
            changes.add(
                file, [*imports, Splice(start, end, many if site.operation == "bulk_create" else one)]
            )
    changes.done()


def _records(project: Project, site: Site) -> Iterator[tuple[str, ast.expr]]:
    """The expressions that a create hands over as one record, or as its list of records."""
    if site.config is None or site.config is site.call:
        return
    if site.kind == "node" and site.operation == "bulk_create":
        for mapping in site_mappings(project, site):
            entry = mapping.get("data")
            if entry is not None:
                yield entry.file, entry.value
        return
    yield site.file, site.config


def _dump(source: Source, given: ast.expr) -> list[Splice] | None:
    """Of `item.model_dump(exclude_unset=True)` the keyword goes; None where the value is no dump."""
    if not (isinstance(given, ast.Call) and isinstance(given.func, ast.Attribute)):
        return None
    if given.func.attr not in ("model_dump", "dict"):
        return None
    index = next((i for i, word in enumerate(given.keywords) if word.arg in _EXCLUDES), None)
    return brackets.remove(source, given, len(given.args) + index) if index is not None else []


def _class_in(project: Project, file: str, model: str, home: str) -> tuple[str, list[Splice]]:
    """The model's class as the file can name it, with the import that it needs."""
    if file == home:
        return model, []
    module = home.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    for node in project.source(file).tree.body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name == model:
                    return alias.asname or model, []
    return ensure_import(project, file, module, model)


@edit
def plain_class(project: Project, at: At, *, model: str, owner: str, base: str) -> None:
    """Make a pydantic class a plain one, where the program uses it for nothing but the model."""
    for _, definition in model_classes(project, owner):
        if any(_of_pydantic(statement) for statement in definition.body):
            raise NoEdit("the class uses what pydantic gives it")
        for other in project.python():
            source = project.source(other)
            if any(_is_use(source, node, {model, owner}) for node in source.by_type.get(ast.Name, ())):
                raise NoEdit("the program makes objects of the class")
        remove_base(project, owner, base)
        return
    raise NoEdit("the class of the model was not found")


def _of_pydantic(statement: ast.stmt) -> bool:
    """Whether a statement of the class means something to pydantic only: a Field, a validator, settings."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return any(
            "valid" in ast.unparse(one) or "serial" in ast.unparse(one) for one in statement.decorator_list
        )
    if isinstance(statement, ast.AnnAssign):
        return isinstance(statement.value, ast.Call)
    named = [getattr(one, "id", "") for one in getattr(statement, "targets", [])]
    return any(name in _OWN_NAMES for name in [*named, getattr(statement, "name", "")])


def _is_use(source: Source, node: ast.AST, names: set[str]) -> bool:
    """Whether a name stands for the class other than as a base or where it is registered."""
    if not isinstance(node, ast.Name) or node.id not in names:
        return False
    outer = source.parent(node)
    registered = isinstance(outer, ast.Call) and ast.unparse(outer.func).endswith(".model")
    return not (registered or isinstance(outer, ast.ClassDef))
