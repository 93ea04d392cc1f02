"""Checks of indexes: what a model declares against what the database has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.existing_tables import files_of
from dataflow_debugger.agent.checks.model_source import model_class
from dataflow_debugger.agent.checks.names import glob, nearest
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Model, Table
from dataflow_debugger.agent.pattern_names import resolve

# Options of an index entry that name no fields; of the other keys of an entry, one holds its fields.
_NO_NAMES = frozenset({"name", "unique", "type", "where", "method", "using"})


@dataclass(frozen=True)
class Declared:
    """One entry of a model's `indexes`: its literal items, and where it stands.

    `misnamed` is the key that names its fields where it is not `fields`, with those under it.
    """

    model: Model
    name: str | None
    fields: tuple[str, ...]
    keys: tuple[str, ...]
    plain: bool
    file: str | None
    line: int | None
    misnamed: tuple[str, tuple[str, ...]] | None = None


def declared(view: View) -> Iterator[Declared]:
    """The entries of every model's `indexes`: as written, and as the class has them where code makes them."""
    for model in view.models:
        written = list(_written(view, model))
        live = model.config.get("indexes")
        entries = [one for one in live if not _CUT.match(str(one))] if isinstance(live, list) else None
        if entries is None or (
            # Where the source leads to each entry it tells more: names are not in the evidence.
            len(written) == len(live or ())
            and all(
                one.plain == (not isinstance(is_, dict)) for one, is_ in zip(written, entries, strict=False)
            )
        ):
            yield from written
        else:
            yield from (_of_class(view, model, one) for one in entries)


_CUT = re.compile(r"^<\+\d+>$")


def _of_class(view: View, model: Model, entry: object) -> Declared:
    """An entry as the class has it, placed at the `__dataflow__` that is given to it."""
    found = model_class(view, model.name)
    options = [
        statement
        for statement in (found[1].body if found else ())
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", None) == "__dataflow__"
    ]
    file = found[0] if found else None
    line = options[0].lineno if options else found[1].lineno if found else None
    if not isinstance(entry, dict):
        return Declared(model, None, (), (), True, file, line)
    return Declared(
        model, None, _names(entry.get("fields", ())), tuple(entry), False, file, line, _misnamed(entry)
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)


def _misnamed(entry: dict[str, object]) -> tuple[str, tuple[str, ...]] | None:
    """The key under which an entry without `fields` names its fields."""
    if "fields" in entry:
        return None
    others = [key for key in entry if key not in _NO_NAMES and isinstance(entry[key], (list, tuple, str))]
    return (others[0], _names(entry[others[0]])) if others else None


def _written(view: View, model: Model) -> Iterator[Declared]:
    """The entries of `__dataflow__ = {"indexes": [...]}`, as far as names lead to literals."""
    found = model_class(view, model.name)
    source = view.source(found[0]) if found else None

    def literal(node: ast.expr) -> ast.expr:
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
        model, name if isinstance(name, str) else None, listed, tuple(known), False, file, item.lineno,
        _misnamed(known),
    )  # fmt: skip


@check
def index_missing(view: View, reason: str | None = None) -> Verdict:
    """An index that a model declares is not in the database.

    `reason` is a glob over why: no_fields (no key `fields`), unknown_field, name_taken (another table has an
    index of that name), duplicates (the log tells of values that are there twice), unknown. Binds model,
    name, field, to (the nearest field, or a free name), file, line; for no_fields key (under which the fields
    stand) and keys (of the whole entry). UNKNOWN when no table is known.
    """
    known = False
    for one in declared(view):
        for file in files_of(view, one.model.table or ""):
            known = True
            indexes = getattr(file.tables[one.model.table or ""], "indexes", None)
            if indexes is None or one.plain:
                continue
            why, bound = _reason(view, one, file.tables)
            if not _is_there(one, indexes) and glob(reason, why):
                return _missing(view, one, f"is not in {file.path}", why, bound)
        # On a server the tables are not looked at, but an entry that names no fields makes no index anywhere.
        if not known and one.misnamed and glob(reason, "no_fields"):
            return _missing(view, one, "is not made", *_reason(view, one, {}))
    return FAILS if known else UNKNOWN


def _is_there(one: Declared, indexes: dict[str, Any]) -> bool:
    if one.name:
        return one.name in indexes
    fields = list(one.misnamed[1] if one.misnamed else one.fields)
    return any(fields == found["columns"] for found in indexes.values())


def _missing(view: View, one: Declared, says: str, why: str, bound: dict[str, Any]) -> Verdict:
    fields = one.misnamed[1] if one.misnamed else one.fields
    label = f"index '{one.name}'" if one.name else f"index on {', '.join(fields) or 'nothing'}"
    names = f"; it names its fields under '{one.misnamed[0]}', not under 'fields'" if one.misnamed else ""
    claim = Claim(
        f"The {label} that {one.model.name} declares {says}{names}", one.file, one.line,
        value=view.line_text(one.file, one.line),
    )  # fmt: skip
    return holds(
        claim, model=one.model.name, name=one.name, file=one.file, line=one.line, reason=why, **bound
    )


def _reason(view: View, one: Declared, tables: dict[str, Table]) -> tuple[str, dict[str, Any]]:
    if "fields" not in one.keys:
        return "no_fields", {"key": one.misnamed[0], "keys": list(one.keys)} if one.misnamed else {}
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
