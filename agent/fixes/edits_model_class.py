"""Edits of a model's class as a whole: its bases, its decorator, the name of its table, odd defaults."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_models import field_of, model_classes
from dataflow_debugger.agent.fixes.imports import add_import
from dataflow_debugger.agent.fixes.keys import Changes, entries
from dataflow_debugger.agent.fixes.mapping import deleted, revalued
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Splice

_FACTORIES = {"list": "[]", "dict": "{}", "set": "set()", "str": '""', "int": "0"}


@edit
def annotate_attributes(project: Project, at: At, *, field: str, to: str) -> None:
    """Annotate an attribute of a model's class, and the others beside it that look like fields too.

    A name in capitals is a constant of the class; a default that is no plain value is left alone.
    """
    file, owner, _ = field_of(project, at, field)
    source = project.source(file)
    splices = []
    for statement in owner.body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        if not isinstance(target, ast.Name) or not isinstance(statement, ast.Assign):
            continue
        value = statement.value.value if isinstance(statement.value, ast.Constant) else None
        plain = value is not None and not target.id.startswith("_") and not target.id.isupper()
        kind = to if target.id == field else type(value).__name__ if plain else None
        if kind is not None:
            end = source.span(target)[1]
            optional = isinstance(statement.value, ast.Constant) and value is None
            splices.append(Splice(end, end, f": {kind} | None" if optional else f": {kind}"))
    project.splice(file, splices)


@edit
def plain_default(project: Project, at: At, *, field: str) -> None:
    """Write the default itself instead of `field(default_factory=list)` or `Field(default=3)`."""
    file, owner, statement = field_of(project, at, field)
    source = project.source(file)
    call = statement.value
    if not isinstance(call, ast.Call):
        raise NoEdit("the default is no call")
    words = {word.arg: word.value for word in call.keywords if word.arg}
    default = words.get("default") or (call.args[0] if call.args else None)
    factory = words.get("default_factory")
    if isinstance(default, ast.Constant) and default.value is ...:
        default = None
    if default is not None:
        text = source.segment(default)
    elif isinstance(factory, ast.Name) and factory.id in _FACTORIES:
        text = _FACTORIES[factory.id]
    else:
        raise NoEdit("the default is made by a function")
    splices = [Splice(*source.outer_span(call), text)]
    for decorator in owner.decorator_list:
        # A dataclass refuses a list or dict as a plain default.
        if "dataclass" in source.segment(decorator):
            start, end = source.line_start(decorator.lineno), source.line_end(decorator.end_lineno or 0)
            splices.append(Splice(start, end, ""))
    project.splice(file, splices)


@edit
def own_table(project: Project, at: At, *, model: str, own: str) -> None:
    """Give a model a table of its own: the name that it shares goes; an inherited one gets `own` in its place."""
    for file, owner in model_classes(project, model):
        source = project.source(file)
        for statement in owner.body:
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            if [source.segment(target) for target in targets] == ["__tablename__"]:
                project.splice(file, deleted(source, statement))
                return
    _name_table(project, model, own)


def _name_table(project: Project, model: str, value: str) -> None:
    """Name the table of a model in `__tablename__`, and take the options of its decorator away."""
    for file, owner in model_classes(project, model):
        source = project.source(file)
        changes = Changes(project)
        for decorator in owner.decorator_list:
            if isinstance(decorator, ast.Call):
                start, end = source.span(decorator)
                changes.add(file, [Splice(start, end, source.segment(decorator.func))])
        first = owner.body[0]
        docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        anchor = owner.body[1] if docstring and len(owner.body) > 1 else first
        place = source.line_start(anchor.lineno)
        indent = source.indent(anchor.lineno)
        changes.add(file, [Splice(place, place, f'{indent}__tablename__ = "{value}"\n')])
        changes.done()
        return
    raise NoEdit("the class of the model was not found")


def remove_base(project: Project, model: str, base: str) -> None:
    """Take a base class away from a model."""
    for file, owner in model_classes(project, model):
        source = project.source(file)
        for index, node in enumerate(owner.bases):
            if source.segment(node) != base:
                continue
            if len(owner.bases) == 1 and not owner.keywords:
                start = source.text.index("(", source.text.index(owner.name, source.span(owner)[0]))
                end = source.text.index(")", source.span(node)[1]) + 1
                project.splice(file, [Splice(start, end, "")])
            else:
                project.splice(file, brackets.remove(source, owner, index))
            return
    raise NoEdit(f"no model with the base {base} was found")


@edit
def convert_value(project: Project, at: At, *, key: str, value: str, imports: str | None = None) -> None:
    """Put an expression around the value of a key (`asdict($VALUE)`), with the import that it needs."""
    changes = Changes(project)
    for found in entries(project, at, key, whole_model=False):
        source = project.source(found.entry.file)
        start, end = source.outer_span(found.entry.value)
        changes.add(
            found.entry.file, revalued(source, found.entry, value.replace("$VALUE", source.text[start:end]))
        )
        if imports:
            changes.add(found.entry.file, add_import(source, imports))
    changes.done()


@edit
def call_free_default(project: Project, at: At, *, field: str) -> None:
    """Write the value that a lambda without arguments returns instead of the lambda."""
    file, _, statement = field_of(project, at, field)
    source = project.source(file)
    value = statement.value
    if not isinstance(value, ast.Lambda) or not isinstance(value.body, ast.Constant):
        raise NoEdit("the default is no lambda with a fixed value")
    project.splice(file, [Splice(*source.outer_span(value), source.segment(value.body))])


_COLUMN_TYPES = {
    "integer": "int", "biginteger": "int", "smallinteger": "int", "string": "str", "text": "str",
    "unicode": "str", "boolean": "bool", "float": "float", "numeric": "float", "datetime": "datetime",
    "json": "dict",
}  # fmt: skip


@edit
def columns_to_annotations(project: Project, at: At) -> None:
    """Write SQLAlchemy columns of a model (`name = Column(String)`) as annotations (`name: str`)."""
    changes = Changes(project)
    for file, owner in model_classes(project, None):
        source = project.source(file)
        for statement in owner.body:
            value = statement.value if isinstance(statement, ast.Assign) else None
            called = ast.unparse(value.func).rsplit(".", 1)[-1] if isinstance(value, ast.Call) else ""
            if called not in ("Column", "mapped_column"):
                continue
            assert isinstance(statement, ast.Assign) and isinstance(value, ast.Call)
            kind = ast.unparse(value.args[0]).split("(")[0].rsplit(".", 1)[-1].lower() if value.args else ""
            name = source.segment(statement.targets[0])
            text = f"{name}: {_COLUMN_TYPES.get(kind, 'str')}"
            changes.add(file, [Splice(*source.span(statement), text)])
    changes.done()


@edit
def options_to_class(project: Project, at: At) -> None:
    """Move the table's name from the decorator `@db.model(table_name=...)` into the class."""
    for _file, owner in model_classes(project, None):
        for decorator in owner.decorator_list:
            words = decorator.keywords if isinstance(decorator, ast.Call) else []
            for word in words:
                if word.arg and "table" in word.arg and isinstance(word.value, ast.Constant):
                    _name_table(project, owner.name, str(word.value.value))
                    return
    raise NoEdit("no decorator names a table")
