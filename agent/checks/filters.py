"""Checks of filters: keys that are no field, operators that do not exist, values of the wrong form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds, together
from dataflow_debugger.agent.checks.names import glob, nearest
from dataflow_debugger.agent.checks.parameters import EXPRESS_OPERATORS, LOGICAL, LOOKUPS, NODE_OPERATORS
from dataflow_debugger.agent.checks.payloads import ADDED, Payload, fields_of, payloads
from dataflow_debugger.agent.checks.shapes import leaf_type, shape_text
from dataflow_debugger.agent.checks.view import View

_SYNONYMS = {
    "$equals": "$eq",
    "$equal": "$eq",
    "$neq": "$ne",
    "$not": "$ne",
    "$not_in": "$nin",
    "$notin": "$nin",
    "$greater": "$gt",
    "$less": "$lt",
    "$ge": "$gte",
    "$le": "$lte",
    "$is_null": "$null",
    "$isnull": "$null",
    "$contains": "$like",
    "$icontains": "$like",
    "$ilike": "$like",
    "$startswith": "$like",
}


def filters(view: View, operation: str | None = None) -> list[Payload]:
    """The filters the program used, of operations that fit the glob."""
    return [one for one in payloads(view) if one.role == "filter" and glob(operation, one.operation)]


def bindings_of(payload: Payload, key: str | None = None) -> dict[str, Any]:
    """What a fix needs of a payload: where it is and what it belongs to."""
    file, line = payload.place(key) if key else (payload.file, payload.line)
    return {
        "file": file,
        "line": line,
        "node": payload.node,
        "model": payload.model,
        "operation": payload.operation,
        "api": payload.api,
    }


def _columns(view: View, payload: Payload) -> set[str] | None:
    """Fields of the model and columns of its table, where they are known."""
    fields = fields_of(view, payload.model)
    if fields is None:
        return None
    return {*fields, *ADDED, *table_columns(view, payload.model)}


def table_columns(view: View, model: str) -> set[str]:
    """Columns of the model's table in every database file that has it."""
    known = view.model(model)
    inspector = view.evidence.inspector
    if known is None or not known.table or inspector is None:
        return set()
    tables = [file.tables[known.table] for file in inspector.databases if known.table in file.tables]
    return {column for table in tables for column in table.columns}


@check
def filter_key_not_a_field(
    view: View, kinds: list[str] | None = None, operation: str | None = None
) -> Verdict:
    """A filter has a key that is no field of the model.

    `kinds` narrows it: lookup (`price__lte`), operator (`$gt` at the top level), logical (`$or`), path
    (`address.city`), misspelt (a field is near), unknown. Binds kind, key, field, operator, to (what the key
    should be), model, operation, node, file, line. UNKNOWN when no filter was seen or no model is known.
    """
    found = filters(view, operation)
    unsure = not found
    for payload in found:
        columns = _columns(view, payload)
        for key in payload.keys:
            told = _kind(key, columns)
            if told is None:
                continue
            kind, field, operator, to = told
            if columns is None and kind not in ("lookup", "operator", "logical"):
                unsure = True
                continue
            if kinds is None or kind in kinds:
                return _not_a_field(payload, key, kind, field, operator, to)
    return UNKNOWN if unsure else FAILS


def _kind(key: str, columns: set[str] | None) -> tuple[str, str | None, str | None, str | None] | None:
    """Kind, field, operator and what the key should be; None for a key that is a field."""
    if key in (columns or ()):
        return None
    if key.startswith("<"):
        return None
    if key.startswith("$"):
        return ("logical" if key in LOGICAL else "operator"), None, key, None
    base, separator, lookup = key.rpartition("__")
    if separator and lookup in LOOKUPS:
        field = base if columns is None or base in columns else nearest(base, columns) or base
        return "lookup", field, LOOKUPS[lookup], field
    if columns is None:
        return "unknown", None, None, None
    if "." in key or separator:
        head = key.replace("__", ".").split(".")[0]
        return "path", head, None, head if head in columns else None
    near = nearest(key, columns)
    return ("misspelt", near, None, near) if near else ("unknown", None, None, None)


def _not_a_field(
    payload: Payload, key: str, kind: str, field: str | None, operator: str | None, to: str | None
) -> Verdict:
    says = {
        "lookup": f"is Django's lookup syntax; {payload.model} has no such field",
        "operator": "is an operator, but it stands where a field belongs",
        "logical": "is a logical operator, which DataFlow's filters do not have",
        "path": f"is a path; {payload.model} has no such field",
        "misspelt": f"is no field of {payload.model}; '{to}' is",
        "unknown": f"is no field of {payload.model}",
    }[kind]
    file, line = payload.place(key)
    item = payload.item(key)
    value = item.text if item else shape_text(payload.keys[key])
    claim = Claim(
        f"The filter of {payload.where} has the key '{key}', which {says}", file, line, payload.node, value
    )
    return holds(
        claim,
        kind=kind,
        key=key,
        field=field,
        operator=operator,
        to=to,
        value=value,
        **bindings_of(payload, key),
    )


@check
def filter_operator_unknown(
    view: View, kinds: list[str] | None = None, operation: str | None = None
) -> Verdict:
    """A filter uses an operator that this operation does not know.

    `kinds`: no_dollar (`{"gte": 10}`), node_only (Express would take it, the list node does not), unknown.
    Binds kind, key (the operator), to, field, model, operation, node, file, line. UNKNOWN without a filter.
    """
    found = filters(view, operation)
    if not found:
        return UNKNOWN
    for payload in found:
        known = EXPRESS_OPERATORS if payload.express else NODE_OPERATORS
        for field, operator in _operators(payload):
            told = _operator_kind(view, payload, field, operator, known)
            if told is None or (kinds is not None and told[0] not in kinds):
                continue
            kind, to = told
            file, line = payload.place(field)
            hint = f"; '{to}' is what it is called here" if to else ""
            text = f"The filter of {payload.where} uses '{operator}' on '{field}', which is no operator{hint}"
            if kind == "node_only":
                text = f"The filter of {payload.where} uses '{operator}' on '{field}', which a node refuses"
            claim = Claim(text, file, line, payload.node, operator)
            return holds(claim, kind=kind, key=operator, to=to, field=field, **bindings_of(payload, field))
    return FAILS


def _operators(payload: Payload) -> Iterator[tuple[str, str]]:
    for field, value in payload.keys.items():
        if isinstance(value, dict) and not field.startswith("$"):
            for operator in value:
                yield field, operator


def _operator_kind(
    view: View, payload: Payload, field: str, operator: str, known: frozenset[str]
) -> tuple[str, str | None] | None:
    if operator in known or operator.startswith("<"):
        return None
    if operator in EXPRESS_OPERATORS:
        return "node_only", None
    if operator.startswith("$"):
        return "unknown", _SYNONYMS.get(operator) or nearest(operator, EXPRESS_OPERATORS, 0.75)
    fields = fields_of(view, payload.model) or {}
    if field in fields and fields[field].type.lower().startswith(("dict", "json", "any")):
        return None
    dollar = f"${operator}"
    to = dollar if dollar in known else _SYNONYMS.get(dollar)
    return ("no_dollar", to) if to else None


@check
def filter_uses_operator(view: View, operator: str, operation: str | None = None) -> Verdict:
    """A filter uses this operator (glob, for example `$regex`). Binds key, field and where it is.

    UNKNOWN when no filter was seen.
    """
    found = filters(view, operation)
    for payload in found:
        for field, used in [
            *_operators(payload),
            *((key, key) for key in payload.keys if key.startswith("$")),
        ]:
            if glob(operator, used):
                file, line = payload.place(field)
                claim = Claim(
                    f"The filter of {payload.where} uses '{used}' on '{field}'",
                    file,
                    line,
                    payload.node,
                    used,
                )
                return holds(claim, key=used, field=field, **bindings_of(payload, field))
    return FAILS if found else UNKNOWN


@check
def filter_value_form(view: View, form: str, operation: str | None = None) -> Verdict:
    """A filter's value has a form that does not work: `form` is list_without_in, scalar_under_in or none.

    list_without_in: `{"age": [1, 2]}`; scalar_under_in: `{"age": {"$in": 1}}`; none: `{"note": None}`, which
    compares with nothing. Binds key, field, to, and where it is. UNKNOWN when no filter was seen.
    """
    found = filters(view, operation)
    for payload in found:
        for field, value in payload.keys.items():
            told = _form(form, value) if not field.startswith("$") else None
            if told is not None:
                file, line = payload.place(field)
                claim = Claim(
                    f"The filter of {payload.where} gives '{field}' {told}",
                    file,
                    line,
                    payload.node,
                    shape_text(value),
                )
                return holds(claim, key=field, field=field, to="$in", **bindings_of(payload, field))
    return FAILS if found else UNKNOWN


def _form(form: str, value: Any) -> str | None:
    if form == "list_without_in" and isinstance(value, list):
        return "a list without '$in'"
    if form == "none" and leaf_type(value) == "NoneType":
        return "None, which is compared and not tested for NULL"
    if form == "scalar_under_in" and isinstance(value, dict):
        for operator in ("$in", "$nin"):
            if operator in value and not isinstance(value[operator], list):
                return f"'{operator}' with one value instead of a list"
    return None


@check
def filter_switch_off(view: View, operator: str) -> Verdict:
    """A filter turns an operator off (`{"$null": False}`), whose value DataFlow does not look at.

    Binds operator, field, key, model, operation, node, file, line. UNKNOWN when no filter was seen.
    """
    found = filters(view)
    hits = []
    for payload in found:
        for field, condition in payload.keys.items():
            if isinstance(condition, dict) and condition.get(operator) is False:
                file, line = payload.place(field)
                said = f'{payload.subject} filters {field} by {{"{operator}": False}}; the value is not looked at'
                claim = Claim(said, file, line, payload.node, shape_text(condition))
                hits.append(
                    holds(claim, operator=operator, field=field, key=field, **bindings_of(payload, field))
                )
    return together(hits) if found else UNKNOWN
