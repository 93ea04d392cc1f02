"""Checks of tables that were there before the models: columns they want, names, indexes, rows elsewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.model_source import model_class
from dataflow_debugger.agent.checks.names import nearest
from dataflow_debugger.agent.checks.schema import field_place
from dataflow_debugger.agent.checks.shapes import shape_text
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.checks.written_tables import written_columns
from dataflow_debugger.agent.evidence import DatabaseFile, Model, Table

_WANTS_VALUE = re.compile(
    r"NOT NULL constraint failed: (?P<sqlite_table>\w+)\.(?P<sqlite>\w+)"
    r"|null value in column \"(?P<pg>\w+)\"(?: of relation \"(?P<pg_table>\w+)\")?"
    r"|Field '(?P<my>\w+)' doesn't have a default value"
)
_INTERNAL = re.compile(r"^(dataflow_|sqlite_)")
_IDENTIFIER = re.compile(r"^[A-Za-z_]\w*$")
_TABLE_WORDS = (
    "__table__",
    "__table_name__",
    "table_name",
    "__tablename",
    "_tablename",
    "tablename",
    "_table",
)
_LITERALS = {
    "INT": ("int", "0"),
    "REAL": ("float", "0.0"),
    "FLOA": ("float", "0.0"),
    "BOOL": ("bool", "False"),
}


def files_of(view: View, table: str) -> list[DatabaseFile]:
    """The SQLite files that have a table, after the run."""
    inspector = view.evidence.inspector
    return [one for one in inspector.databases if table in one.tables] if inspector else []


def _tables(view: View, model: Model) -> Iterator[tuple[DatabaseFile, Table]]:
    for one in files_of(view, model.table or ""):
        yield one, one.tables[model.table or ""]


def _place(view: View, model: str) -> tuple[str | None, int | None]:
    found = model_class(view, model)
    return (found[0], found[1].lineno) if found else (None, None)


def wanted_columns(view: View) -> Iterator[tuple[str | None, str]]:
    """Table, where it is told, and name of each column that refused to be without a value."""
    for text in view.all_texts:
        for found in _WANTS_VALUE.finditer(text.text):
            table = found["sqlite_table"] or found["pg_table"]
            yield table, found["sqlite"] or found["pg"] or found["my"]


def _models_of(view: View, table: str | None) -> list[Model]:
    return [model for model in view.models if table is None or model.table == table]


@check
def required_column_unknown(view: View, renamed: bool | None = None) -> Verdict:
    """An insert failed for want of a value in a column that the model has no field for.

    `renamed: true` wants that the model has a field whose column was added to the table later, so that the
    old column is what became of a renamed field. Binds table, column, field (the later one), model,
    annotation, value (a neutral default), file, line (of the class). FAILS when no error says so.
    """
    for table, column in wanted_columns(view):
        for model in _models_of(view, table):
            owners = [
                one for one in view.models if one.table == model.table and one.instance == model.instance
            ]
            if any(column in one.fields for one in owners):
                continue
            before = written_columns(view, model.table or "")
            declared = (before or {}).get(column, "TEXT")
            for _, found in _tables(view, model):
                declared = found.columns.get(column, declared)
            later = _later_field(view, model) or _new_field(model, before, declared)
            if renamed is not None and (later is not None) is not renamed:
                continue
            kind, value = next(
                (pair for part, pair in _LITERALS.items() if part in declared.upper()), ("str", '""')
            )
            file, line = _place(view, model.name)
            said = (
                f"The column '{column}' of '{model.table}' wants a value, and {model.name} has no such field"
            )
            more = f"; its field '{later}' has a column that was added later" if later else ""
            return holds(
                Claim(said + more, file, line, value=view.line_text(file, line)),
                table=model.table,
                column=column,
                field=later or column,
                to=column,
                model=model.name,
                annotation=kind,
                value=value,
                file=file,
                line=line,
            )
    return FAILS


def _later_field(view: View, model: Model) -> str | None:
    """A field whose column DataFlow added to an existing table: it stands behind the timestamps."""
    for _, table in _tables(view, model):
        names = list(table.columns)
        behind = names[names.index("updated_at") + 1 :] if "updated_at" in names else []
        return next((name for name in behind if name in model.fields), None)
    return None


def _new_field(model: Model, before: dict[str, str] | None, declared: str) -> str | None:
    """The only field that the user's SQL has no column for, where it can hold what the wanted column did."""
    new = [name for name in model.fields if before is not None and name not in before]
    kind = next((pair[0] for part, pair in _LITERALS.items() if part in declared.upper()), "str")
    return new[0] if len(new) == 1 and kind in model.fields[new[0]].type else None


@check
def required_column_optional_field(view: View) -> Verdict:
    """An insert failed for want of a value in a column whose field may be None.

    Binds table, column, field, model, value (a neutral default), file, line (of the field). FAILS when no
    error says so.
    """
    for table, column in wanted_columns(view):
        for model in _models_of(view, table):
            field = model.fields.get(column)
            if field is None or field.required or field.primary_key:
                continue
            # A column with a default of its own refuses NULL only when NULL was written on purpose.
            wanted = [getattr(table, "not_null", None) for _, table in _tables(view, model)]
            if any(names is not None and column not in names for names in wanted):
                continue
            kind = field.type.removeprefix("Optional[").rstrip("]").split(" |")[0]
            value = {"int": "0", "float": "0.0", "bool": "False"}.get(kind, '""')
            file, line = field_place(view, model.name, column)
            said = f"{model.name}.{column} may be None, and the column of '{model.table}' may not"
            return holds(
                Claim(said, file, line, value=view.line_text(file, line)),
                table=model.table, column=column, field=column, model=model.name, value=value,
                file=file, line=line,
            )  # fmt: skip
    return FAILS


@check
def key_type_differs(view: View) -> Verdict:
    """The model's `id` is text and the table's key a number. Binds table, model, field, to, file, line."""
    for model in view.models:
        field = model.fields.get("id")
        for one, table in _tables(view, model):
            declared = table.columns.get("id", "")
            if field is not None and field.type == "str" and "INT" in declared.upper():
                file, line = field_place(view, model.name, "id")
                said = f"{model.name}.id is str, and the key of '{model.table}' in {one.path} is {declared}"
                return holds(
                    Claim(said, file, line, value=view.line_text(file, line)),
                    table=model.table, model=model.name, field="id", to="int", file=file, line=line,
                )  # fmt: skip
    return FAILS if view.models else UNKNOWN


@check
def rows_in_other_table(view: View) -> Verdict:
    """A model's table is empty, and a table of another name holds rows with the model's columns.

    Binds table (the one with the rows), model, file, line (of the class). UNKNOWN when no table of a model
    is known.
    """
    known = False
    owned = {model.table for model in view.models}
    for model in view.models:
        for one, table in _tables(view, model):
            known = True
            if table.rows or not _read_nothing(view, model):
                continue
            for name, other in one.tables.items():
                if name in owned or _INTERNAL.match(name) or not other.rows or not _fits(model, name, other):
                    continue
                file, line = _place(view, model.name)
                said = f"{model.name}'s table '{model.table}' is empty, '{name}' has {other.rows} rows"
                return holds(
                    Claim(said, file, line, value=view.line_text(file, line)),
                    table=name, model=model.name, file=file, line=line,
                )  # fmt: skip
    return FAILS if known else UNKNOWN


def _read_nothing(view: View, model: Model) -> bool:
    """Whether the program read the model and got nothing, and never wrote to it."""
    reads = view.calls("express*.list|express*.count|express*.read|express*.find_one")
    found = [call for call in reads if isinstance(call.args, dict) and call.args.get("model") == model.name]
    empty = any(call.result in ([], 0, None, "<None>", "<int>") for call in found)
    nodes = (
        [o for n, o in view.outcomes.items() if view.model_of_node(view.nodes[n].type) is model]
        if (view.nodes)
        else []
    )
    writes = [
        call
        for call in view.calls("express*.create|express*.bulk_create|express*.upsert")
        if isinstance(call.args, dict) and call.args.get("model") == model.name
    ]
    return not writes and (empty or bool(nodes))


def _fits(model: Model, name: str, table: Table) -> bool:
    """Whether a table may be the model's under another name: a like name, or the very same columns."""
    fields = set(model.fields) - {"created_at", "updated_at"}
    required = {key for key, field in model.fields.items() if field.required or field.primary_key}
    if nearest(name, [model.table or "", model.name.lower()]):
        return required <= set(table.columns)
    return len(fields) > 1 and fields == set(table.columns) - {"created_at", "updated_at"}


@check
def table_name_attribute_ignored(view: View) -> Verdict:
    """A model's class gives its table's name in a way that DataFlow does not read.

    Binds name (the attribute), text (the table), model, file, line. UNKNOWN when no model's source is known.
    """
    known = False
    for model in view.models:
        found = model_class(view, model.name)
        if found is None:
            continue
        known = True
        file, node = found
        for name, value, line in _table_words(node):
            if value != model.table:
                said = f"{name} names the table '{value}'; DataFlow uses '{model.table}'"
                return holds(
                    Claim(said, file, line, value=view.line_text(file, line)),
                    name=name, table=value, model=model.name, file=file, line=line,
                )  # fmt: skip
    return FAILS if known else UNKNOWN


def _table_words(node: ast.ClassDef) -> Iterator[tuple[str, str, int]]:
    for statement in node.body:
        if isinstance(statement, ast.ClassDef) and statement.name in ("Meta", "Config"):
            for inner in statement.body:
                name, value = _assigned(inner)
                if name in ("db_table", "table_name", "table", "tablename") and value:
                    yield f"{statement.name}.{name}", value, inner.lineno
        name, value = _assigned(statement)
        if name in _TABLE_WORDS and value:
            yield name, value, statement.lineno


def _assigned(statement: ast.stmt) -> tuple[str, str]:
    """Name and text of `NAME = "text"`."""
    target = statement.targets[0] if isinstance(statement, ast.Assign) else None
    value = statement.value if isinstance(statement, ast.Assign) else None
    if isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
        return target.id, value.value
    return "", ""


@check
def invalid_table_name(view: View) -> Verdict:
    """A model's table has a name that is no plain identifier.

    Binds table, to (a plain name), schema (what stood before a dot), model, file, line. UNKNOWN without
    models.
    """
    for model in view.models:
        if model.table and not _IDENTIFIER.match(model.table):
            schema, _, last = model.table.rpartition(".")
            to = re.sub(r"\W+", "_", last).strip("_") or model.name.lower()
            to = f"t_{to}" if to[0].isdigit() else to
            file, line = _place(view, model.name)
            said = f"'{model.table}', the table of {model.name}, is no plain identifier"
            return holds(
                Claim(said, file, line, value=model.table),
                table=model.table, to=to, schema=schema or None, model=model.name, file=file, line=line,
            )  # fmt: skip
    return FAILS if view.models else UNKNOWN


@check
def null_in_required_field(view: View) -> Verdict:
    """Rows came back with None in a field that the model requires, whose column was added to the table later.

    Binds model, field, value (a neutral default), file, line (of the field). UNKNOWN when nothing was read.
    """
    for model in view.models:
        later = _later_field(view, model)
        field = model.fields.get(later or "")
        if later is None or field is None or not field.required:
            continue
        for call in [*view.calls("express*.list"), *view.calls("express*.read|express*.find_one")]:
            args: Any = call.args if isinstance(call.args, dict) else {}
            if args.get("model") == model.name and f'"{later}": "<None>"' in shape_text(call.result):
                file, line = field_place(view, model.name, later)
                value = {"int": "0", "float": "0.0", "bool": "False"}.get(field.type, '"unknown"')
                said = f"{model.name}.{later} was added to '{model.table}' later and is NULL in older rows"
                return holds(
                    Claim(said, file, line, value=view.line_text(file, line)),
                    model=model.name, field=later, value=value, file=file, line=line,
                )  # fmt: skip
    return FAILS if view.models else UNKNOWN


@check
def key_column_missing(view: View) -> Verdict:
    """A model's table has no column `id`, but another column that looks like its key.

    Binds table, column, model, file, line. UNKNOWN when no table of a model is known.
    """
    known = False
    for model in view.models:
        found = [(f"in {one.path} ", table.columns) for one, table in _tables(view, model)]
        # What a server has is not looked at, but the user's SQL may tell.
        for where, columns in found or [("", written_columns(view, model.table or "") or {})]:
            known = known or bool(columns)
            if "id" not in columns and columns:
                names = [name for name in columns if name.endswith("id") or name in ("key", "code", "no")]
                column = nearest("id", names, 0.0) or next(iter(names or columns))
                file, line = _place(view, model.name)
                said = f"'{model.table}' {where}has no column 'id'; its key seems to be '{column}'"
                return holds(
                    Claim(said, file, line, value=", ".join(columns)),
                    table=model.table, column=column, model=model.name, file=file, line=line,
                )  # fmt: skip
    return FAILS if known else UNKNOWN


@check
def column_differs_in_case(view: View) -> Verdict:
    """An insert failed for want of a value in a column that a field names in other capitals.

    Binds table, column, field, to (the column), model, file, line. FAILS when no error says so.
    """
    for table, column in wanted_columns(view):
        for model in _models_of(view, table):
            for name in model.fields:
                if name != column and name.lower() == column.lower():
                    file, line = field_place(view, model.name, name)
                    said = f"The column is '{column}', the field of {model.name} is '{name}'"
                    return holds(
                        Claim(said, file, line, value=view.line_text(file, line)),
                        table=model.table, column=column, field=name, to=column, model=model.name,
                        file=file, line=line,
                    )  # fmt: skip
    return FAILS
