"""Checks of columns that have a DEFAULT of their own, which the model does not know."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.existing_tables import files_of, wanted_columns
from dataflow_debugger.agent.checks.filters import bindings_of
from dataflow_debugger.agent.checks.payloads import Payload, payloads
from dataflow_debugger.agent.checks.returned_records import FUNCTIONS
from dataflow_debugger.agent.checks.schema import field_place
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.checks.written_tables import inserted_columns
from dataflow_debugger.agent.evidence import Model

_NONE = (None, "<None>", "None")
_DEFAULT = re.compile(r"\bDEFAULT\b\s*\(?\s*(?!NULL\b)\S", re.IGNORECASE)


@check
def column_default_overridden(view: View) -> Verdict:
    """A record is created without a field that may be None, and the column of that field has a DEFAULT.

    The DEFAULT is known from the SQLite file or from a CREATE or ALTER TABLE in the program's files; where
    the insert was refused for want of a value, it is enough that the file does not speak against it. Binds
    model, field, table, operation, file, line (of the call). UNKNOWN when no create was seen.
    """
    seen = False
    refused = {column for _, column in wanted_columns(view)}
    for payload in payloads(view):
        model = view.model(payload.model)
        if payload.operation != "create" or payload.role != "fields" or model is None or not model.table:
            continue
        seen = True
        for name in _left_to_column(view, model, refused):
            if name not in payload.keys:
                text = (
                    f"{payload.subject} leaves '{name}' out; the column '{model.table}.{name}' has a DEFAULT"
                )
                claims = [Claim(text, payload.file, payload.line, payload.node)]
                file, line = field_place(view, model.name, name)
                claims.append(Claim(f"{model.name}.{name} is None by default", file, line))
                bound = {**bindings_of(payload), "field": name, "table": model.table}
                return holds(*claims, **bound)
    return FAILS if seen else UNKNOWN


@check
def function_left_to_column(view: View) -> Verdict:
    """Rows are written without a field whose default is a function, so that they get the DEFAULT of its column.

    That is by an INSERT of the program's own SQL, or by a bulk create, which does not call the function. Binds
    model, field, table, file, line (of the field). UNKNOWN without models.
    """
    for model in view.models:
        fields = [name for name, field in model.fields.items() if field.default in FUNCTIONS]
        files = [one.tables[model.table] for one in files_of(view, model.table)] if model.table else []
        inserts = list(inserted_columns(view, model.table)) if fields and model.table else []
        bulk = [set(one.keys) for one in payloads(view) if _bulk_of(one, model)]
        for name in fields:
            own, many = (
                any(name not in columns for columns in inserts),
                any(name not in keys for keys in bulk),
            )
            # `defaults` is empty also in what was recorded before there was such a list.
            if not (own or many) or any(one.defaults and name not in one.defaults for one in files):
                continue
            file, line = field_place(view, model.name, name)
            how = "An INSERT of the program" if own else "A bulk create"
            claims = [Claim(f"{how} leaves '{model.table}.{name}' to the DEFAULT of its column")]
            claims.append(Claim("The default is a function", file, line, value=view.line_text(file, line)))
            bound = {"model": model.name, "field": name, "table": model.table}
            return holds(*claims, **bound, file=file, line=line)
    return FAILS if view.models else UNKNOWN


def _bulk_of(payload: Payload, model: Model) -> bool:
    return payload.model == model.name and payload.operation == "bulk_create" and payload.role == "fields"


def _left_to_column(view: View, model: Model, refused: set[str]) -> list[str]:
    """The fields that are None when left out and whose columns have, or may have, a DEFAULT."""
    table = model.table or ""
    files = [one.tables[table] for one in files_of(view, table)]
    known = {name for one in files for name in one.defaults}
    # What must be given a value is listed in `not_null`: a column that refused NULL and is not there has a DEFAULT.
    known |= {name for name in refused if not any(name in getattr(one, "not_null", ()) for one in files)}
    texts = [part for item in view.evidence.source for part in _statements(item.text, table)]
    return [
        name
        for name, field in model.fields.items()
        if not field.required
        and not field.primary_key
        and field.default in _NONE
        and (name in known or any(_declared(text, name) for text in texts))
    ]


def _statements(text: str, table: str) -> list[str]:
    """The statements of a file that make or alter a table, without what follows them."""
    begin = (
        rf"\b(?:CREATE|ALTER)\s+TABLE\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?(?:\w+\.)?[\"'`]*{re.escape(table)}\b"
    )
    return [text[found.start() :].split(";", 1)[0] for found in re.finditer(begin, text, re.IGNORECASE)]


def _declared(statement: str, column: str) -> bool:
    """Whether a statement declares a column with a DEFAULT."""
    # Declarations end at commas, but not at those between parentheses, as of DECIMAL(8, 2).
    body = re.sub(r"\([^()]*\)", "", statement.partition("(")[2] or statement)
    return any(
        re.search(rf"(?:^|[\s\"'`]){re.escape(column)}\b", part) and _DEFAULT.search(part)
        for part in re.split(r",|\n", body)
    )


_MEMBER = re.compile(r"^<\w+\.\w+>$")
# What takes the default of a field that is not given from the column, and not from the class.
_BY_COLUMN = ("bulk_create", "upsert", "bulk_upsert")


@check
def enum_default(view: View) -> Verdict:
    """The default of a field is a member of an Enum, of which the column's DEFAULT gets the name.

    Wanted is a write that leaves the field to it, or a table that could not be made for it. Binds model, field,
    fields (all such of the model), to (the type of the values), default, operation, node, file, line (of the
    field). UNKNOWN when no write was seen.
    """
    written = [one for one in payloads(view) if one.role == "fields"]
    for model in view.models:
        found = {n: str(f.default)[1:-1] for n, f in model.fields.items() if _MEMBER.match(str(f.default))}
        for name, default in found.items():
            kind = _enum_kind(view, default.split(".")[0])
            left = next(
                (
                    one
                    for one in written
                    if one.model == model.name
                    and name not in one.keys
                    and (one.operation in _BY_COLUMN or (kind is None and one.operation == "create"))
                ),
                None,
            )
            unmade = any(_names_table(text.text, model) and default in text.text for text in view.all_texts)
            if left is None and not unmade:
                continue
            file, line = field_place(view, model.name, name)
            text = f"The default of {model.name}.{name} is a member of an Enum; the column has DEFAULT '{default}'"
            claims = [Claim(text, file, line, value=view.line_text(file, line))]
            if left is not None:
                claims.append(Claim(f"{left.subject} leaves '{name}' to it", left.file, left.line, left.node))
            return holds(
                *claims, model=model.name, field=name, fields=list(found), to=kind or "str", default=default,
                table=model.table, file=file, line=line,
            )  # fmt: skip
    return FAILS if written else UNKNOWN


def _enum_kind(view: View, name: str) -> str | None:
    """The plain type that an Enum of the program is mixed with; None for one that is just an Enum."""
    for source in view.sources.values():
        for node in source.nodes:
            if isinstance(node, ast.ClassDef) and node.name == name:
                bases = [ast.unparse(base).rpartition(".")[2] for base in node.bases]
                return next((base for base in bases if base in ("str", "int", "float")), None)
    return "str"


@check
def json_default(view: View) -> Verdict:
    """Dict or list fields of a model have a default; a model whose table an error names comes first.

    Binds model, field, fields (all of that model), table, file, line (of the first). UNKNOWN without models.
    """
    named = [one for one in view.models if any(_names_table(text.text, one) for text in view.all_texts)]
    for model in named or view.models:
        fields = [name for name, field in model.fields.items() if isinstance(field.default, (dict, list))]
        if fields:
            file, line = field_place(view, model.name, fields[0])
            text = f"{model.name}.{fields[0]} is a {model.fields[fields[0]].type} field with a default"
            claim = Claim(text, file, line, value=view.line_text(file, line))
            return holds(
                claim,
                model=model.name,
                field=fields[0],
                fields=fields,
                table=model.table,
                file=file,
                line=line,
            )
    return FAILS if view.models else UNKNOWN


def _names_table(text: str, model: Model) -> bool:
    """Whether a text has the statement that makes the model's table."""
    return (
        re.search(rf"CREATE TABLE (IF NOT EXISTS )?[`\"]?{re.escape(model.table or '?')}\b", text) is not None
    )
