"""Checks of indexes: what a model declares against what the database has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.existing_tables import files_of
from dataflow_debugger.agent.checks.names import glob, nearest
from dataflow_debugger.agent.checks.payloads import model_class
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Model
from dataflow_debugger.agent.pattern_names import resolve
from dataflow_debugger.agent.pattern_source import Source


@dataclass(frozen=True)
class Declared:
    """One entry of a model's `indexes`: its literal items, and where it stands."""

    model: Model
    name: str | None
    fields: tuple[str, ...]
    keys: tuple[str, ...]
    plain: bool
    file: str
    line: int


def declared(view: View) -> Iterator[Declared]:
    """The entries of `__dataflow__ = {"indexes": [...]}` of every model, as far as names lead to literals."""
    for model in view.models:
        found = model_class(view, model.name)
        source = view.source(found[0]) if found else None

        def literal(node: ast.expr, source: Source | None = source) -> ast.expr:
            return resolve(node, source, view.sources)[0] if source else node

        for statement in found[1].body if found else []:
            target = statement.targets[0] if isinstance(statement, ast.Assign) else None
            if found is None or getattr(target, "id", None) != "__dataflow__":
                continue
            value = literal(statement.value) if isinstance(statement, ast.Assign) else None
            pairs = zip(value.keys, value.values, strict=True) if isinstance(value, ast.Dict) else ()
            for key, entries in pairs:
                if isinstance(key, ast.Constant) and key.value == "indexes":
                    written = literal(entries)
                    items = written.elts if isinstance(written, (ast.List, ast.Tuple)) else [written]
                    for item in items:
                        yield _declared(model, literal(item), found[0])


def _declared(model: Model, item: ast.expr, file: str) -> Declared:
    if not isinstance(item, ast.Dict):
        return Declared(model, None, (), (), True, file, item.lineno)
    known: dict[str, object] = {}
    for key, value in zip(item.keys, item.values, strict=True):
        try:
            known[str(ast.literal_eval(key)) if key else "**"] = ast.literal_eval(value)
        except (ValueError, TypeError, SyntaxError):
            continue
    fields = known.get("fields", ())
    listed = tuple(str(one) for one in fields) if isinstance(fields, (list, tuple)) else (str(fields),)
    name = known.get("name")
    return Declared(
        model, name if isinstance(name, str) else None, listed, tuple(known), False, file, item.lineno
    )


@check
def index_missing(view: View, reason: str | None = None) -> Verdict:
    """An index that a model declares is not in the database.

    `reason` is a glob over why: no_fields (no key `fields`), unknown_field, name_taken (another table has an
    index of that name), duplicates (the log tells of values that are there twice), unknown. Binds model,
    name, field, to (the nearest field, or a free name), file, line. UNKNOWN when no table is known.
    """
    known = False
    for one in declared(view):
        for file in files_of(view, one.model.table or ""):
            known = True
            indexes = getattr(file.tables[one.model.table or ""], "indexes", None)
            if indexes is None or one.plain:
                continue
            there = (
                one.name in indexes
                if one.name
                else any(list(one.fields) == found["columns"] for found in indexes.values())
            )
            why, bound = _reason(view, one, file.tables)
            if there or not glob(reason, why):
                continue
            label = f"index '{one.name}'" if one.name else f"index on {', '.join(one.fields) or 'nothing'}"
            claim = Claim(
                f"The {label} that {one.model.name} declares is not in {file.path}", one.file, one.line,
                value=view.line_text(one.file, one.line),
            )  # fmt: skip
            return holds(
                claim, model=one.model.name, name=one.name, file=one.file, line=one.line, reason=why, **bound
            )
    return FAILS if known else UNKNOWN


def _reason(view: View, one: Declared, tables: dict) -> tuple[str, dict[str, str]]:  # type: ignore[type-arg]
    if "fields" not in one.keys:
        return "no_fields", {}
    for field in one.fields:
        columns = [*one.model.fields, "created_at", "updated_at"]
        if field not in columns:
            near = nearest(field, columns)
            return "unknown_field", {"field": field, **({"to": near} if near else {})}
    for table, found in tables.items():
        if table != one.model.table and one.name in (getattr(found, "indexes", None) or {}):
            return "name_taken", {"other": table, "to": f"{one.name}_{one.model.table}"}
    texts = [record.message for record in view.evidence.logs]
    if any("UNIQUE constraint failed" in text or "could not create unique index" in text for text in texts):
        return "duplicates", {}
    return "unknown", {}


@check
def index_entry_not_a_dict(view: View) -> Verdict:
    """An entry of a model's `indexes` is a name or a tuple instead of a dict.

    Binds model, text (the entry as written), to (the entry as a dict), file, line. UNKNOWN without models.
    """
    for one in declared(view):
        if one.plain:
            claim = Claim(
                f"{one.model.name} lists an index that is no dict", one.file, one.line,
                value=view.line_text(one.file, one.line),
            )  # fmt: skip
            return holds(claim, model=one.model.name, file=one.file, line=one.line)
    return FAILS if view.models else UNKNOWN


@check
def index_name_invalid(view: View) -> Verdict:
    """A model's index has a name that is no plain identifier.

    Binds model, name, to (a plain name), file, line. UNKNOWN without models.
    """
    for one in declared(view):
        if one.name and not re.match(r"^[A-Za-z_]\w*$", one.name):
            to = re.sub(r"\W+", "_", one.name).strip("_") or "idx"
            claim = Claim(f"The index '{one.name}' has no plain name", one.file, one.line, value=one.name)
            return holds(claim, model=one.model.name, name=one.name, to=to, file=one.file, line=one.line)
    return FAILS if view.models else UNKNOWN
