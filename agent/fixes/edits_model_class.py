"""Edits of a model's class as a whole: its bases, its decorator, the name of its table, odd defaults."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_defaults import default_at_create
from dataflow_debugger.agent.fixes.edits_models import bases, field_of, model_classes
from dataflow_debugger.agent.fixes.imports import add_import
from dataflow_debugger.agent.fixes.keys import Changes, entries, literal
from dataflow_debugger.agent.fixes.mapping import deleted, revalued
from dataflow_debugger.agent.fixes.objects import constructor_calls
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

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
    """Write the defaults themselves instead of `field(default_factory=list)` or `Field(default=3)`, for all fields.

    The class is then no dataclass, which would refuse a list or dict. Raises NoEdit where the program makes objects
    of it. A default that a function makes is given where records are created.
    """
    if not _is_field_object(field_of(project, at, field)[2]):
        raise NoEdit("the default is no call of field")
    owners = list(model_classes(project, at.model))
    for file, owner in owners:
        owners += [base for base in bases(project, file, owner) if base not in owners]
        if _dataclass(project.source(file), owner) and any(constructor_calls(project, (file, owner))):
            raise NoEdit("objects of the dataclass are made")
    for file, owner in owners:
        names = [
            ast.unparse(s.target) for s in owner.body if isinstance(s, ast.AnnAssign) and _is_field_object(s)
        ]
        for name in names:
            _write_default(project, At(file, model=at.model), name)
        source = project.source(file)
        for where, present in model_classes(project, owner.name) if names else ():
            project.splice(file, _dataclass(source, present) if where == file else [])


def _write_default(project: Project, at: At, field: str) -> None:
    file, _, statement = field_of(project, at, field)
    source = project.source(file)
    assert isinstance(statement, ast.AnnAssign)
    text = _plain(source, statement)
    if text is None:
        default_at_create(project, at, field=field)
    else:
        start, end = source.outer_span(statement.annotation)[1], source.span(statement)[1]
        project.splice(file, [Splice(start, end, text)])


def _is_field_object(statement: ast.stmt) -> bool:
    value = statement.value if isinstance(statement, ast.AnnAssign) else None
    return isinstance(value, ast.Call) and ast.unparse(value.func).rpartition(".")[2] in ("field", "Field")


def _dataclass(source: Source, owner: ast.ClassDef) -> list[Splice]:
    """What takes the decorator of a dataclass away, with its line."""
    lines = [
        (one.lineno, one.end_lineno or 0)
        for one in owner.decorator_list
        if "dataclass" in source.segment(one)
    ]
    return [Splice(source.line_start(start), source.line_end(end), "") for start, end in lines]


def _plain(source: Source, statement: ast.AnnAssign) -> str | None:
    """` = []`; nothing for a field without a default, None where a function makes it."""
    assert isinstance(statement.value, ast.Call)
    words = {word.arg: word.value for word in statement.value.keywords if word.arg}
    default = words.get("default") or next(iter(statement.value.args), None)
    if default is not None:
        required = isinstance(default, ast.Constant) and default.value is ...
        return "" if required else f" = {source.segment(default)}"
    factory = words.get("default_factory")
    if isinstance(factory, ast.Name) and factory.id in _FACTORIES:
        return f" = {_FACTORIES[factory.id]}"
    if isinstance(factory, ast.Lambda) and literal(factory.body) is not None:
        return f" = {source.segment(factory.body)}"
    return "" if factory is None else None


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
