"""Checks of tables and columns: models against what stands in the database."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.config import init_place
from dataflow_debugger.agent.checks.model_source import field_statement, model_class
from dataflow_debugger.agent.checks.names import glob, nearest
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import DatabaseFile, Model

_NO_TABLE = re.compile(
    r"no such table: (?:\w+\.)?(?P<sqlite>\w+)|relation \"(?:\w+\.)?(?P<pg>\w+)\" does not exist"
    r"|Table '(?:\w+\.)?(?P<my>\w+)' doesn't exist"
)
_NO_COLUMN = re.compile(
    r"table (?P<table>\w+) has no column named (?P<sqlite>\w+)|no such column: (?:\w+\.)?(?P<read>[\w.]+)"
    r"|column \"?(?:\w+\.)?(?P<pg>\w+)\"?(?: of relation \"(?P<relation>\w+)\")? does not exist"
    r"|Unknown column '(?:\w+\.)?(?P<my>\w+)'"
)
# Tables that DataFlow keeps for itself; without them it works.
_INTERNAL = re.compile(r"^(dataflow_|sqlite_)")


def missing_tables(view: View, hidden: bool = True) -> Iterator[str]:
    """Tables that the database says it does not have, DataFlow's own left out; `hidden` takes what reads hide."""
    for text in view.all_texts if hidden else [one for one in view.all_texts if one.origin != "hidden"]:
        for found in _NO_TABLE.finditer(text.text):
            name = found["sqlite"] or found["pg"] or found["my"]
            if not _INTERNAL.match(name):
                yield name


def model_of_table(view: View, table: str) -> Model | None:
    return next((model for model in view.models if model.table == table), None)


def _files_with(view: View, table: str) -> list[DatabaseFile]:
    inspector = view.evidence.inspector
    return [one for one in inspector.databases if table in one.tables] if inspector else []


@check
def table_missing(
    view: View, registered: bool | None = None, exists_elsewhere: bool | None = None
) -> Verdict:
    """The database has no table of this name.

    `registered: true` wants that a model has it, `exists_elsewhere: true` that another database file does.
    Binds table, model, to (the nearest table of a model), elsewhere, file, line. FAILS when nothing says so.
    """
    for table in missing_tables(view):
        model = model_of_table(view, table)
        files = _files_with(view, table)
        if registered is not None and (model is not None) is not registered:
            continue
        if exists_elsewhere is not None and bool(files) is not exists_elsewhere:
            continue
        frame = view.user_frame
        file, line = (frame.file, frame.line) if frame else (None, None)
        to = nearest(table, [one.table for one in view.models if one.table]) if model is None else None
        owner = f", the table of {model.name}," if model else ""
        there = f"; {files[0].path} has it" if files else ""
        claim = Claim(
            f"The table '{table}'{owner} does not exist in the database that was asked{there}", file, line
        )
        return holds(
            claim,
            table=table,
            model=model.name if model else None,
            to=to,
            elsewhere=files[0].path if files else None,
            file=file,
            line=line,
        )
    return FAILS


@check
def auto_migrate_off_table_missing(view: View, option: str = "auto_migrate|migration_enabled") -> Verdict:
    """A model's table does not exist, and the instance was told not to make tables.

    `option` is a glob over the options that switch it off (`existing_schema_mode` counts when it is on).
    Binds option, value, table, model, instance, file, line (of `DataFlow(...)`). UNKNOWN when no options are
    known; FAILS where `create_tables` was called.
    """
    options = list(view.options())
    if not options:
        return UNKNOWN
    # Who only reads has the rows somewhere: to make a table would help nobody.
    table = next(missing_tables(view, hidden=False), None)
    if table is None or any(call.ok for call in view.calls("dataflow.create_tables*")):
        return FAILS
    model = model_of_table(view, table)
    for index, known in options:
        for name, off in (
            ("auto_migrate", False),
            ("migration_enabled", False),
            ("existing_schema_mode", True),
        ):
            if known.get(name) is not off or not glob(option, name):
                continue
            if model is not None and model.instance != index:
                continue
            file, line = init_place(view, index)
            text = f"DataFlow was made with {name}={off}, and the table '{table}' does not exist"
            claim = Claim(text, file, line, value=view.line_text(file, line))
            return holds(
                claim,
                option=name,
                name=name,
                value=off,
                table=table,
                model=model.name if model else None,
                instance=index,
                file=file,
                line=line,
            )
    return FAILS


@check
def column_missing_in_existing_table(view: View) -> Verdict:
    """A model has a field for which its existing table has no column.

    Told by the database files after the run, or by the error. Binds table, column, field, type, model, file,
    line (of the field). UNKNOWN when neither is known.
    """
    known = False
    for model in view.models:
        for one in _files_with(view, model.table or ""):
            known = True
            columns = one.tables[model.table or ""].columns
            for field in model.fields:
                if field not in columns and not field.startswith("_"):
                    return _missing_column(view, model, field, f"{one.path} ({', '.join(columns)})")
    for text in view.all_texts:
        found = _NO_COLUMN.search(text.text)
        name = (
            next(filter(None, (found["sqlite"], found["read"], found["pg"], found["my"])), None)
            if found
            else None
        )
        table = (found["table"] or found["relation"]) if found else None
        for model in view.models:
            if name in model.fields and (table is None or model.table == table):
                return _missing_column(view, model, name, f"the database ({found.group() if found else ''})")
        known = known or found is not None
    return FAILS if known or view.models else UNKNOWN


@check
def managed_column_missing(view: View) -> Verdict:
    """A model's SQLite table has no `updated_at` or `created_at`, which DataFlow believes to be there.

    An instance with `existing_schema_mode` or without `auto_migrate` looks at the table itself, so it is left out.
    Binds table, column, model, file, line (of the instance). UNKNOWN when no table of a model is known.
    """
    known = False
    options = dict(view.options())
    for model in view.models:
        own = options.get(model.instance, {}) if model.instance is not None else {}
        for one in _files_with(view, model.table or ""):
            known = True
            columns = one.tables[model.table or ""].columns
            lacking = [name for name in ("updated_at", "created_at") if name not in columns]
            if not lacking or own.get("existing_schema_mode") is True or own.get("auto_migrate") is False:
                continue
            file, line = init_place(view, model.instance)
            text = (
                f"The table '{model.table}' has no column '{lacking[0]}' in {one.path} ({', '.join(columns)})"
            )
            claim = Claim(text, file, line, value=view.line_text(file, line))
            return holds(claim, table=model.table, column=lacking[0], model=model.name, file=file, line=line)
    return FAILS if known else UNKNOWN


def _missing_column(view: View, model: Model, field: str, where: str) -> Verdict:
    file, line = field_place(view, model.name, field)
    text = (
        f"{model.name} has the field '{field}', and its table '{model.table}' has no such column in {where}"
    )
    return holds(
        Claim(text, file, line, value=view.line_text(file, line)),
        table=model.table,
        column=field,
        field=field,
        type=model.fields[field].type if field in model.fields else None,
        model=model.name,
        file=file,
        line=line,
    )


def field_place(view: View, model: str, field: str) -> tuple[str | None, int | None]:
    """File and line of a field's declaration in its model's class."""
    declared = field_statement(view, model, field)
    if declared is not None:
        return declared[0], declared[1].lineno
    found = model_class(view, model)
    return (found[0], found[1].lineno) if found else (None, None)


_FAMILIES = {
    "str": ("TEXT", "CHAR", "CLOB", "UUID"),
    "int": ("INT", "SERIAL"),
    "float": ("REAL", "FLOA", "DOUB", "NUMERIC", "DECIMAL"),
    "bool": ("BOOL", "INT", "TINYINT", "NUMERIC"),
    "datetime": ("TIME", "DATE", "TEXT"),
    "dict": ("JSON", "TEXT"),
    "list": ("JSON", "TEXT", "ARRAY"),
}


@check
def column_type_differs(view: View) -> Verdict:
    """A column of an existing table has another type than the model's field.

    Binds table, column, field, expected, actual, model, file, line. UNKNOWN when no table of a model is
    known.
    """
    known = False
    for model in view.models:
        for one in _files_with(view, model.table or ""):
            known = True
            for name, declared in one.tables[model.table or ""].columns.items():
                field = model.fields.get(name)
                wanted = _FAMILIES.get(field.type.split("[")[0]) if field else None
                if field is None or wanted is None or not declared:
                    continue
                if any(part in declared.upper() for part in wanted) or field.primary_key:
                    continue
                file, line = field_place(view, model.name, name)
                text = f"{model.name}.{name} is {field.type}, and the column in {one.path} is {declared}"
                return holds(
                    Claim(text, file, line),
                    table=model.table,
                    column=name,
                    field=name,
                    expected=field.type,
                    actual=declared,
                    model=model.name,
                    file=file,
                    line=line,
                )
    return FAILS if known else UNKNOWN
