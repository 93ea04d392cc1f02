"""Models beside the tables of the databases they are kept in, field by column."""

from __future__ import annotations

from dataclasses import dataclass

from dataflow_debugger.agent.evidence import Evidence, Model, ModelField, Table

# Columns that DataFlow adds to every table.
ADDED = frozenset({"created_at", "updated_at", "tenant_id", "deleted_at", "version"})
OWN_TABLES = "dataflow_"
MODELS_MAX = 30


@dataclass(frozen=True)
class Row:
    """A field and the column of its name; `mark` is "no column", "no field", "added by DataFlow" or empty."""

    name: str
    field: str
    notes: str
    column: str
    mark: str


@dataclass(frozen=True)
class Pair:
    """A model and its table; `place` says where the table is, or that there is none."""

    model: str
    table: str
    place: str
    found: bool
    rows: tuple[Row, ...]
    records: int | None


@dataclass(frozen=True)
class Other:
    """A table that no model is kept in."""

    name: str
    place: str
    columns: str
    records: int | None


def pairs(evidence: Evidence) -> list[Pair]:
    """One for each model and database file that has its table, or one without a table."""
    inspector = evidence.inspector
    if inspector is None:
        return []
    found: list[Pair] = []
    for model in inspector.models[:MODELS_MAX]:
        name = model.table or ""
        holding = [(base.path, base.tables[name]) for base in inspector.databases if name in base.tables]
        for path, table in holding:
            found.append(_pair(model, name, path, table))
        if not holding:
            where = "not in any database file seen" if inspector.databases else "the database was not read"
            found.append(_pair(model, name, where, None, seen=bool(inspector.databases)))
    return found


def others(evidence: Evidence) -> list[Other]:
    """The user's tables without a model."""
    inspector = evidence.inspector
    if inspector is None:
        return []
    known = {model.table for model in inspector.models}
    return [
        Other(name, base.path, ", ".join(table.columns), table.rows)
        for base in inspector.databases
        for name, table in base.tables.items()
        if name not in known and not name.startswith(OWN_TABLES)
    ][:MODELS_MAX]


def _pair(model: Model, name: str, place: str, table: Table | None, seen: bool = True) -> Pair:
    columns = table.columns if table else {}
    rows = [_row(field, info, columns.get(field), table is not None) for field, info in model.fields.items()]
    for column, kind in columns.items():
        if column not in model.fields:
            mark = "added by DataFlow" if column in ADDED else "no field"
            rows.append(Row(column, "", "", kind, mark))
    return Pair(
        model.name, name, place, table is not None or not seen, tuple(rows), table.rows if table else None
    )


def _row(name: str, info: ModelField, column: str | None, known: bool) -> Row:
    notes = ["primary key"] if info.primary_key else []
    if info.required and not info.primary_key:
        notes.append("required")
    if info.default is not None:
        notes.append(f"default {info.default}")
    mark = "no column" if known and column is None else ""
    return Row(name, info.type, ", ".join(notes), column or "", mark)
