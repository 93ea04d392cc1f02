"""Checks of values that the driver or the server refuses for the column that DataFlow made of a field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.filters import bindings_of
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.payloads import Payload, fields_of, payloads
from dataflow_debugger.agent.checks.shapes import leaf_type, shape_text
from dataflow_debugger.agent.checks.view import View

_UTC = "$VALUE.astimezone(timezone.utc).replace(tzinfo=None)"
_TIMEZONE = "from datetime import timezone"
_DATETIME = "from datetime import datetime"


@dataclass(frozen=True)
class Refusal:
    """What the message of a refusal looks like, which values of which fields it is about, and what converts them.

    `convert` maps the value's type to an expression with $VALUE and the import that it needs.
    """

    message: re.Pattern[str]
    fields: tuple[str, ...]
    convert: dict[str, tuple[str, str | None]] = field(default_factory=dict)


_KINDS = {
    # asyncpg subtracts a naive epoch from the value.
    "aware_datetime": Refusal(
        re.compile(r"can't subtract offset-naive and offset-aware datetimes"),
        ("datetime",),
        {
            "datetime": (_UTC, _TIMEZONE),
            "str": (f"datetime.fromisoformat($VALUE){_UTC.removeprefix('$VALUE')}", _DATETIME),
        },
    ),
    "text_for_datetime": Refusal(
        re.compile(r"expected a datetime\.date or datetime\.datetime instance, got 'str'|'toordinal'"),
        ("datetime",),
        {"str": ("datetime.fromisoformat($VALUE)", _DATETIME)},
    ),
    "object_for_text": Refusal(
        re.compile(r"\(expected str, got (?P<type>\w+)\)"),
        ("str",),
        {
            "UUID": ("str($VALUE)", None),
            "date": ("$VALUE.isoformat()", None),
            "datetime": ("$VALUE.isoformat()", None),
            "time": ("$VALUE.isoformat()", None),
            "Decimal": ("str($VALUE)", None),
            "PosixPath": ("str($VALUE)", None),
        },
    ),
    # The column is text although the annotation is not, because DataFlow knows no such column type.
    "object_in_text_column": Refusal(
        re.compile(r"\(expected str, got (?P<type>\w+)\)"),
        ("date", "time", "timedelta", "uuid"),
        dict.fromkeys(
            ("date", "datetime", "time", "UUID", "Decimal", "str", "float", "int"), ("str($VALUE)", None)
        ),
    ),
    "decimal": Refusal(
        re.compile(r"\(expected str, got Decimal\)|type 'decimal\.Decimal' is not supported"),
        ("decimal",),
        dict.fromkeys(("Decimal", "str", "float", "int"), ("str($VALUE)", None)),
    ),
    "too_large": Refusal(
        re.compile(r"value out of int32 range|Out of range value for column '(?P<column>\w+)'"),
        ("int",),
        {"int": ("str($VALUE)", None)},
    ),
    "text_for_number": Refusal(
        re.compile(r"'str' object cannot be interpreted as an integer|must be real number, not str"),
        ("int", "float"),
        {"str": ("$FIELD($VALUE)", None)},
    ),
    "not_a_bool": Refusal(
        re.compile(
            r"a boolean is required \(got type \w+\)|operator does not exist: boolean \S+ integer"
            r'|column "(?P<column>\w+)" is of type boolean but expression is of type (integer|text)'
            r"|Incorrect integer value: '[^']*' for column \S*?`(?P<column2>\w+)`( at|$)"
        ),
        ("bool",),
        {
            "int": ("bool($VALUE)", None),
            "str": ('str($VALUE).strip().lower() in ("1", "true", "yes", "on")', None),
        },
    ),
    "number_on_text_column": Refusal(
        re.compile(r"operator does not exist: (text|character varying) \S+ (integer|bigint|numeric|double|real)"),
        ("int", "float"),
        {"int": ("$VALUE", None), "float": ("$VALUE", None)},
    ),
    "number_for_text": Refusal(
        re.compile(r"operator does not exist: (text|character varying) \S+ (integer|bigint|numeric|boolean)"),
        ("str",),
        {"int": ("str($VALUE)", None), "float": ("str($VALUE)", None)},
    ),
}  # fmt: skip


@check
def refused_value(view: View, kind: str, role: str | None = None, field_name: str | None = None) -> Verdict:
    """The driver refused a value because of its type, and the program gave such a value for a fitting field.

    `kind`: aware_datetime, text_for_datetime, object_for_text, object_in_text_column, decimal, too_large,
    text_for_number, not_a_bool, number_on_text_column, number_for_text; `role` is a glob over fields and
    filter, `field_name` one over the names of the fields. Binds model, field, table, key (of the value: the
    field or an operator), under (the field, for an operator), value (an expression with $VALUE that converts
    it), imports, operation, node, api, file, line. FAILS when no message says so, UNKNOWN when no payload was
    seen.
    """
    refusal = _KINDS[kind]
    told = next((hit for text in view.all_texts if (hit := refusal.message.search(text.text))), None)
    if told is None:
        return FAILS
    known = [one for one in payloads(view) if glob(role, one.role)]
    if not known:
        return UNKNOWN
    said = {name: text for name, text in told.groupdict().items() if text}
    column = said.get("column") or said.get("column2")
    for payload in sorted(known, key=lambda one: one.ok):
        for name, key, shape in _values(payload):
            wanted = plain_type(annotation_of(view, payload, name))
            got = leaf_type(shape) or "unknown"
            if wanted not in refusal.fields or column not in (None, name) or not glob(field_name, name):
                continue
            if got not in refusal.convert or said.get("type") not in (None, got, _COERCED.get(wanted)):
                continue
            template, imports = refusal.convert[got]
            operator = key if key != name else None
            file, line = payload.place(name)
            text = f"{payload.subject} gives '{name}' a {got}; {payload.model}.{name} is {wanted}"
            return holds(
                Claim(text, file, line, payload.node, shape_text(shape)),
                field=name, key=key, under=name if operator else None, operator=operator,
                value=template.replace("$FIELD", wanted), imports=imports, table=_table(view, payload.model),
                wanted=wanted,
                **bindings_of(payload, name),
            )  # fmt: skip
    return FAILS


@check
def any_refused_value(view: View, kinds: list[str], role: str | None = None) -> Verdict:
    """The first of several kinds of `refused_value` that holds, with its bindings."""
    answers = [refused_value(view, kind, role) for kind in kinds]
    return next(
        (one for one in answers if one.holds), next((one for one in answers if one is UNKNOWN), FAILS)
    )


@check
def text_id_on_old_release(view: View) -> Verdict:
    """The driver refused a text for an integer `id`, on a release before 2.0.7, which converts no ids.

    Binds what `refused_value` binds. FAILS on newer releases.
    """
    if not view.version_in("kailash-dataflow", "<2.0.7"):
        return FAILS
    return refused_value(view, "text_for_number", field_name="id")


# What Express makes of a text or number that is given for a field annotated so.
_COERCED = {"date": "date", "decimal": "Decimal", "uuid": "UUID", "time": "time"}


def _table(view: View, name: str) -> str | None:
    model = view.model(name)
    return model.table if model is not None else None


def _values(payload: Payload) -> Iterator[tuple[str, str, Any]]:
    """Field, key of the value and its shape: `{"at": {"$gte": v}}` gives at, $gte, v."""
    for name, shape in payload.keys.items():
        if payload.role == "filter" and isinstance(shape, dict):
            for operator, inner in shape.items():
                if str(operator).startswith("$"):
                    yield name, operator, inner[0] if isinstance(inner, list) and inner else inner
        else:
            yield name, name, shape


def annotation_of(view: View, payload: Payload, name: str) -> str:
    known = (fields_of(view, payload.model) or {}).get(name)
    if known is None:
        return "datetime" if name in ("created_at", "updated_at") else ""
    return known.type


def plain_type(annotation: str) -> str:
    """The last part of the one type that an annotation names, in lowercase: `Optional[datetime.date]` is date."""
    text = re.sub(r"^<class '(.+)'>$", r"\1", annotation.replace("typing.", "").strip())
    inner = re.fullmatch(r"Optional\[(.+)\]", text)
    text = inner.group(1) if inner else re.sub(r"\s*\|\s*None$|^None\s*\|\s*", "", text)
    return text.split("[")[0].rsplit(".", 1)[-1].lower()


@check
def json_value_refused(view: View) -> Verdict:
    """A dict or list of a write holds a value that JSON cannot hold, as the error says.

    Binds model, field, key (of the value), value (an expression with $VALUE that converts it), operation, node,
    api, file, line. FAILS when no message says so.
    """
    told = next(
        (
            hit.group(1)
            for text in view.all_texts
            if (hit := re.search(r"Object of type (\w+) is not JSON serializable", text.text))
        ),
        None,
    )
    if told is None:
        return FAILS
    for payload in sorted(payloads(view), key=lambda one: one.ok):
        for name, shape in payload.keys.items():
            for path in _paths(shape, told) if payload.role == "fields" else ():
                file, line = payload.place(name)
                text = f"{payload.subject} gives '{name}' a {told} inside ({'.'.join([name, *path])})"
                return holds(
                    Claim(text, file, line, payload.node, shape_text(shape)),
                    field=name, key=path[-1], under=(name, *path)[-2], value=_JSON.get(told, "str($VALUE)"),
                    **bindings_of(payload, name),
                )  # fmt: skip
    return FAILS


_JSON = {
    "datetime": "$VALUE.isoformat()",
    "date": "$VALUE.isoformat()",
    "time": "$VALUE.isoformat()",
    "set": "sorted($VALUE)",
    "frozenset": "sorted($VALUE)",
    "bytes": "$VALUE.hex()",
    "timedelta": "$VALUE.total_seconds()",
}


def _paths(shape: Any, wanted: str, depth: int = 4) -> Iterator[tuple[str, ...]]:
    """The keys that lead to values of a type inside a dict or list."""
    inner = shape.items() if isinstance(shape, dict) else ()
    for key, value in inner:
        found = leaf_type(value)
        if found == wanted or (wanted in ("set", "frozenset") and isinstance(value, list)):
            yield (str(key),)
        elif depth:
            yield from ((str(key), *rest) for rest in _paths(value, wanted, depth - 1))
    if isinstance(shape, list) and depth:
        for value in shape:
            if isinstance(value, dict):
                yield from _paths(value, wanted, depth - 1)
