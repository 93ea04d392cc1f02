"""Checks of Decimal fields on MySQL, where DataFlow makes a TEXT column for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.payloads import fields_of
from dataflow_debugger.agent.checks.queries import Read, order_parts, reads
from dataflow_debugger.agent.checks.refused_values import plain_type
from dataflow_debugger.agent.checks.shapes import find_key, leaf_type
from dataflow_debugger.agent.checks.view import View

_COMPARED = ("$gt", "$gte", "$lt", "$lte", "$eq", "$ne")


@check
def decimal_compared_as_text(view: View) -> Verdict:
    """A read on MySQL is ordered by a Decimal field, or compares it with a Decimal or text, and its column is text.

    An order holds where the rows show that it goes by letters, anything else where an error or the user says that
    something is wrong. Binds field, table, column_type, model, operation, node, api, file, line. UNKNOWN when no
    read was seen.
    """
    found = reads(view)
    if view.dialect != "mysql":
        return FAILS
    noticed = bool(view.raised or view.evidence.symptom)
    for read in found:
        fields = fields_of(view, read.model) or {}
        for name, way in _used(read):
            field = fields.get(name)
            if (
                field is None
                or plain_type(field.type) != "decimal"
                or not _text_column(view, read.model, name)
            ):
                continue
            if not noticed and not (way and _by_letters(_values(read, name), way)):
                continue
            verb = "ordered by" if way else "filtered by"
            text = f"{read.label} is {verb} '{name}', a Decimal, whose column on MySQL is TEXT"
            claim = Claim(text, read.file, read.line, read.node, view.line_text(read.file, read.line))
            known = view.model(read.model)
            null = "NOT NULL" if field.required else "NULL"
            return holds(
                claim, field=name, table=known.table if known else None,
                column_type=f"DECIMAL(30, 10) {null}", **read.bindings(),
            )  # fmt: skip
    return FAILS if found else UNKNOWN


def _used(read: Read) -> Iterator[tuple[str, str | None]]:
    """Fields that a read goes by: of its order with the direction, of its filter without."""
    for kind, field, way in order_parts(read.args.get("order_by")):
        if kind in ("name", "number"):
            yield field, "desc" if way in ("desc", "-1") else "asc"
    filter_ = read.args.get("filter")
    for name, shape in filter_.items() if isinstance(filter_, dict) else ():
        given = [v for k, v in shape.items() if k in _COMPARED] if isinstance(shape, dict) else [shape]
        # With an int or a float MySQL compares as numbers.
        if any(leaf_type(one) in ("Decimal", "str") for one in given):
            yield name, None


def _rows(read: Read) -> list[Any]:
    rows = find_key(read.result, "records")[1] if read.node else read.result
    return rows if isinstance(rows, list) else [rows]


def _values(read: Read, field: str) -> list[Any]:
    return [row[field] for row in _rows(read) if isinstance(row, dict) and field in row]


def _text_column(view: View, model: str, field: str) -> bool:
    """Whether rows hold the field as text; where none were read, whether no SQL of the program says otherwise."""
    values = [value for read in reads(view) if read.model == model for value in _values(read, field)]
    types = {leaf_type(value) for value in values} - {"NoneType"}
    if types:
        return types == {"str"}
    declared = re.compile(rf"(?i)\b{re.escape(field)}\b[`\"\s]+(?:decimal|numeric|double|float|int)")
    return not any(declared.search(source.text) for source in view.evidence.source)


def _by_letters(values: list[Any], way: str) -> bool:
    """Whether numbers of one scale in this order are not in the order of their size, as their lengths tell."""
    lengths = [int(found[1]) for value in values if (found := re.match(r"<str:(\d+)>$", str(value)))]
    steps = [after - before for before, after in pairwise(lengths)]
    return any(step > 0 if way == "desc" else step < 0 for step in steps)
