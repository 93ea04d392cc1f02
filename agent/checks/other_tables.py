"""Checks of a model whose table is missing: it may be there under another name, and a read may hide that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.model_source import model_class
from dataflow_debugger.agent.checks.schema import missing_tables, model_of_table
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.checks.written_tables import schema_of, written_tables
from dataflow_debugger.agent.evidence import Model

_INTERNAL = re.compile(r"^(dataflow_|sqlite_|pg_)")
_PREFIX = re.compile(r"^(?:tbl|tab|t|app)_")
_MISSING = re.compile(r"(?P<what>relation|column) \"?(?P<name>[\w.]+)\"? does not exist")


@check
def table_under_other_name(view: View) -> Verdict:
    """A model's table does not exist, and a table of another name fits the model.

    The other is one of a database file or of the user's SQL: its name is the model's in another number or
    spelling, or it has the model's very columns. Binds table (the other), missing, model, file, line (of the
    class). FAILS when no model's table is missing.
    """
    for missing in missing_tables(view):
        model = model_of_table(view, missing)
        found = next(_fitting(view, model, missing), None) if model is not None else None
        if model is None or found is None:
            continue
        owner = model_class(view, model.name)
        file, line = (owner[0], owner[1].lineno) if owner else (None, None)
        said = f"{model.name} uses the table '{missing}', which does not exist; there is a table '{found}'"
        return holds(
            Claim(said, file, line, value=view.line_text(file, line)),
            table=found, missing=missing, model=model.name, file=file, line=line,
        )  # fmt: skip
    return FAILS


def _fitting(view: View, model: Model, missing: str) -> Iterator[str]:
    """Tables that can be the model's, those with a like name first."""
    owned = {one.table for one in view.models}
    inspector = view.evidence.inspector
    known = written_tables(view)
    for database in inspector.databases if inspector else []:
        known.update({name: dict(table.columns) for name, table in database.tables.items()})
    others = {n: c for n, c in known.items() if n not in owned and not _INTERNAL.match(n)}
    required = {name for name, field in model.fields.items() if field.required or field.primary_key}
    stems = {_stem(model.name), _stem(missing)}
    yield from (n for n, columns in others.items() if _stem(n) in stems and required <= set(columns))
    fields = set(model.fields) - {"created_at", "updated_at"}
    same = [n for n, c in others.items() if set(c) - {"created_at", "updated_at"} == fields]
    # Several tables of one form, such as one of each year, do not tell which is meant.
    yield from same if len(same) == 1 and len(fields) > 1 else ()


def _stem(name: str) -> str:
    """A name without case, underscores, a prefix for tables and the ending of the plural."""
    plain = re.sub(r"[^a-z0-9]", "", _PREFIX.sub("", name.lower()))
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if plain.endswith(ending):
            return plain.removesuffix(ending) + instead
    return plain.removesuffix("s") if not plain.endswith("ss") else plain


@check
def table_in_other_schema(view: View) -> Verdict:
    """A model's table does not exist where the connection looks, and the user's SQL has it in a schema.

    Binds table, schema, model, file, line (of the class). FAILS when no model's table is missing.
    """
    for missing in missing_tables(view):
        model, schema = model_of_table(view, missing), schema_of(view, missing)
        if model is None or schema is None:
            continue
        owner = model_class(view, model.name)
        file, line = (owner[0], owner[1].lineno) if owner else (None, None)
        said = f"'{missing}', the table of {model.name}, is in the schema '{schema}', which is not searched"
        return holds(
            Claim(said, file, line, value=view.line_text(file, line)),
            table=missing, schema=schema, model=model.name, file=file, line=line,
        )  # fmt: skip
    return FAILS


@check
def read_hides_error(view: View, what: str = "relation|column") -> Verdict:
    """An Express read answered None because its query failed: the `relation` or the `column` does not exist.

    Binds table (of the model), model, file, line (of the read). UNKNOWN without a read.
    """
    reads = view.calls("express*.read")
    for call in reads:
        found = _MISSING.search(call.hidden or "")
        if found is None or found["what"] not in what.split("|"):
            continue
        given = call.args.get("model") if isinstance(call.args, dict) else None
        model = view.model(given) if isinstance(given, str) else None
        file, line = view.at(call.at)
        claim = Claim(f"The read of {given} answered None for: {call.hidden}", file, line)
        return holds(claim, table=model.table if model else found["name"], model=given, file=file, line=line)
    return FAILS if reads else UNKNOWN
