"""Checks of the records that bulk and upsert nodes get."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.node_parameters import found_at, generated_nodes, unseen
from dataflow_debugger.agent.checks.payloads import fields_of
from dataflow_debugger.agent.checks.shapes import find_key, keys, leaf_type, length, shape_text
from dataflow_debugger.agent.checks.view import View


@check
def bulk_records_uneven(view: View, kind: str) -> Verdict:
    """The records of one bulk call do not have the same keys.

    `kind`: extra (a later record has a key that the first lacks, which is dropped) or lacking (a later record
    lacks a key of the first, which becomes NULL). Binds key, keys (all that some record lacks), index, model,
    operation, node, api, file, line.
    UNKNOWN when no bulk call with records was seen.
    """
    seen = False
    for label, records, bindings in _bulk_records(view):
        rows = [set(row) for row in records if isinstance(row, dict)]
        if len(rows) < 2:
            continue
        seen = True
        for index, row in enumerate(rows[1:], start=1):
            odd = row - rows[0] if kind == "extra" else _meaning_lost(view, bindings["model"], rows[0] - row)
            if odd:
                key = sorted(odd)[0]
                does = "has" if kind == "extra" else "lacks"
                other = "lacks" if kind == "extra" else "has"
                text = f"{label}: record {index} {does} the key '{key}', which the first record {other}"
                claim = Claim(text, bindings["file"], bindings["line"], bindings["node"])
                some = {name for one in rows for name in one if any(name not in other for other in rows)}
                return holds(claim, key=key, keys=sorted(some), index=index, **bindings)
    return FAILS if seen else unseen(view)


def _meaning_lost(view: View, model: Any, keys: set[str]) -> set[str]:
    """The keys whose field has a default other than None, so that NULL is another value than leaving it out."""
    fields = fields_of(view, str(model)) or {}
    return {key for key in keys if key not in fields or fields[key].default not in (None, "None", "<None>")}


def _bulk_records(
    view: View, operation: str = "bulk_create|bulk_upsert"
) -> Iterator[tuple[str, list[Any], dict[str, Any]]]:
    for node, made in generated_nodes(view, None, operation):
        data = node.config.get("data")
        if isinstance(data, list):
            file, line = view.place_of_node(node.id)
            yield (
                f"Node '{node.id}' ({node.type})", data,
                {"node": node.id, "node_type": node.type, "model": made.model, "operation": made.operation,
                 "api": node.type, "file": file, "line": line},
            )  # fmt: skip
    for call in view.calls("express*.bulk_*"):
        called = call.api.rsplit(".", 1)[-1]
        data = call.args.get("records") if isinstance(call.args, dict) else None
        if glob(operation, called) and isinstance(data, list):
            file, line = view.at(call.at)
            yield (
                call.api, data,
                {"node": None, "model": call.args.get("model"), "operation": called, "api": call.api,
                 "file": file, "line": line, "key_field": call.args.get("key_field")},
            )  # fmt: skip


@check
def record_type_is(view: View, shape: str, type: str | None = None, key: str = "data") -> Verdict:
    """The items of a list parameter of a node have this type (glob over str, tuple, list, int).

    Binds key, item, node, node_type, model, operation, file, line. UNKNOWN when no node of the type was seen.
    """
    seen = False
    for node, made in generated_nodes(view, type):
        seen = True
        found, value = find_key(node.config, key)
        items = value if found and isinstance(value, list) else []
        for item in items:
            if isinstance(item, str) and item.startswith("<+"):
                continue
            if glob(shape, leaf_type(item) or ""):
                text = f"Node '{node.id}' ({node.type}) gets '{key}' with items of type {leaf_type(item)}"
                return found_at(view, node, made, text, value, key=key, item=leaf_type(item))
    return FAILS if seen else unseen(view)


@check
def bulk_update_records_without(
    view: View, lacking: str = "id", having: str | None = None, operation: str = "bulk_update|bulk_upsert"
) -> Verdict:
    """The records of a bulk update or upsert lack a key (`id`), or have one that nests the values (`fields`).

    Nodes and Express. Binds key, model, operation, node, api, file, line. UNKNOWN when no records were seen.
    """
    seen = False
    for label, records, bindings in _bulk_records(view, operation):
        rows = [row for row in records if isinstance(row, dict)]
        seen = seen or bool(rows)
        fields = fields_of(view, str(bindings["model"])) or {}
        for index, row in enumerate(rows):
            if having is not None and (having in fields or not isinstance(row.get(having), dict)):
                continue
            # A bulk update may be told another key of the records under which the id stands.
            if having is None and (lacking in row or bindings.get("key_field") in row):
                continue
            what = f"nests its values under '{having}'" if having else f"has no '{lacking}'"
            text = f"{label}: record {index} {what}; its keys are {', '.join(keys(row))}"
            claim = Claim(text, bindings["file"], bindings["line"], bindings["node"])
            return holds(claim, key=having or lacking, **bindings)
    return FAILS if seen else unseen(view)


@check
def bulk_update_key_field(view: View) -> Verdict:
    """Express's `bulk_update` got a `key_field` that is a field of the model other than the id, and missed rows.

    Its values are taken for ids all the same. Where the user complains, no row need have been missed. Binds key
    (the field), model, operation, api, file, line. UNKNOWN when no such call was seen.
    """
    calls = view.calls("express*.bulk_update")
    for call in calls:
        args = call.args if isinstance(call.args, dict) else {}
        key, model = args.get("key_field"), view.model(str(args.get("model")))
        # A caller who takes it for the values to set gives a dict.
        if not isinstance(key, str) or key == "id" or model is None or key not in model.fields:
            continue
        missed = _rows_missed(args.get("records"), call.result)
        if missed is None and not view.evidence.symptom:
            continue
        file, line = view.at(call.at)
        text = (
            f"{call.api} of {model.name} has key_field={key!r}, so that each {key} is looked for as an `id`"
        )
        claims = [Claim(text, file, line, value=view.line_text(file, line))]
        if missed is not None:
            claims.append(Claim(missed, file, line))
        return holds(
            *claims, key=key, model=model.name, operation="bulk_update", api=call.api, file=file, line=line
        )
    return FAILS if calls else UNKNOWN


def _rows_missed(records: Any, result: Any) -> str | None:
    """What a bulk update's answer says of rows that were not changed; None when it says nothing."""
    given, changed = length(records), length(result)
    if given is None or changed is None:
        return None
    if changed < given:
        return f"{given - changed} of {given} updates failed; `bulk_update` only logs that"
    if any(isinstance(row, dict) and row.get("rows_affected") == 0 for row in result):
        return "An update met no row, although it says `updated`"
    return None


@check
def node_confirms_all(view: View) -> Verdict:
    """A bulk update or delete node has `confirmed: True` or `safe_mode: False`.

    Binds key, node, node_type, model, operation, file, line. UNKNOWN when no such node was seen.
    """
    seen = False
    for node, made in generated_nodes(view, None, "bulk_update|bulk_delete"):
        seen = True
        for key in ("confirmed", "safe_mode"):
            if key in node.config:
                text = f"Node '{node.id}' ({node.type}) has {key}: {shape_text(node.config[key])}"
                return found_at(view, node, made, text, node.config[key], confirmation=key)
    return FAILS if seen else unseen(view)


@check
def bulk_records_lack_required(view: View, operation: str | None = None) -> Verdict:
    """Records of a bulk node lack fields that the model requires.

    Binds fields, field, node, node_type, model, operation, file, line. UNKNOWN when no such node was seen.
    """
    seen = False
    for node, made in generated_nodes(view, None, operation or "bulk_create|bulk_upsert"):
        fields = fields_of(view, made.model)
        data = node.config.get("data")
        if fields is None or not isinstance(data, list):
            continue
        seen = True
        required = [name for name, field in fields.items() if field.required and name != "id"]
        for index, row in enumerate(data):
            lacking = [name for name in required if isinstance(row, dict) and name not in row]
            if lacking:
                text = f"Node '{node.id}' ({node.type}): record {index} lacks {', '.join(lacking)}"
                return found_at(view, node, made, text, row, fields=lacking, field=lacking[0])
    return FAILS if seen else unseen(view)


@check
def upsert_create_incomplete(view: View) -> Verdict:
    """An upsert node's `where` and `create` together lack fields that the model requires.

    Binds fields, field, node, node_type, model, operation, file, line. UNKNOWN when no upsert node was seen.
    """
    seen = False
    for node, made in generated_nodes(view, None, "upsert"):
        fields = fields_of(view, made.model)
        where, create = node.config.get("where") or {}, node.config.get("create") or {}
        if fields is None or not isinstance(where, dict) or not isinstance(create, dict):
            continue
        seen = True
        lacking = [n for n, f in fields.items() if f.required and n not in {*where, *create, "id"}]
        if lacking:
            text = f"Node '{node.id}' ({node.type}) lacks {', '.join(lacking)} in 'create'"
            return found_at(view, node, made, text, create, fields=lacking, field=lacking[0])
    return FAILS if seen else unseen(view)


@check
def upsert_where_operator(view: View) -> Verdict:
    """A value in an upsert node's `where` is a dict of operators.

    Binds key, operator, node, node_type, model, operation, file, line. UNKNOWN when no upsert node was seen.
    """
    seen = False
    for node, made in generated_nodes(view, None, "upsert"):
        where = node.config.get("where")
        seen = True
        for key, value in where.items() if isinstance(where, dict) else ():
            if isinstance(value, dict) and value and all(str(name).startswith("$") for name in value):
                operator = next(iter(value))
                text = f"Node '{node.id}' ({node.type}) has the operator '{operator}' on '{key}' in 'where'"
                return found_at(view, node, made, text, value, key=key, operator=operator)
    return FAILS if seen else unseen(view)


@check
def bulk_records_form(view: View, form: str) -> Verdict:
    """The records of a bulk create, update or upsert are of this type (dict, str), not a list; nodes and Express.

    Binds key, node, node_type, model, operation, api, file, line. UNKNOWN when no bulk call was seen.
    """
    seen = False
    for node, made in generated_nodes(view, None, "bulk_create|bulk_update|bulk_upsert"):
        seen = True
        value = node.config.get("data")
        if "data" in node.config and leaf_type(value) == form:
            text = f"Node '{node.id}' ({node.type}) gets one {form} as 'data', not a list of records"
            return found_at(view, node, made, text, value, key="data", api=node.type)
    for call in view.calls("express*.bulk_*"):
        operation = call.api.rsplit(".", 1)[-1]
        if operation == "bulk_delete" or not isinstance(call.args, dict) or "records" not in call.args:
            continue
        seen = True
        if leaf_type(call.args["records"]) == form:
            file, line = view.at(call.at)
            text = f"{call.api} gets one {form}, not a list of records"
            return holds(
                Claim(text, file, line, value=shape_text(call.args["records"])), key="records",
                model=call.args.get("model"), operation=operation, api=call.api, file=file, line=line,
            )  # fmt: skip
    return FAILS if seen else unseen(view)


_DELETE_RECORDS = '$DB.bulk_delete($M, [r["id"] for r in $R])'
_DELETE_MATCHING = '$DB.bulk_delete($M, [r["id"] for r in $DB.list($M, {$$$F}, limit=10000)])'


@check
def express_bulk_delete_not_ids(view: View) -> Verdict:
    """Express's `bulk_delete` gets a filter or records instead of ids, and deletes nothing.

    Binds form (filter or records), pattern, to (how to rewrite the call), model, api, file, line. UNKNOWN when
    it was not called.
    """
    seen = False
    for call in view.calls("express*.bulk_delete"):
        given = call.args.get("ids") if isinstance(call.args, dict) else None
        seen = True
        records = isinstance(given, list) and any(isinstance(item, dict) for item in given)
        if not isinstance(given, dict) and not records:
            continue
        file, line = view.at(call.at)
        what = "records" if records else "a filter"
        claim = Claim(f"{call.api} gets {what}, not a list of ids", file, line, value=shape_text(given))
        return holds(
            claim, form="records" if records else "filter", model=call.args.get("model"),
            operation="bulk_delete", api=call.api, file=file, line=line,
            pattern="$DB.bulk_delete($M, $R)" if records else "$DB.bulk_delete($M, {$$$F})",
            to=_DELETE_RECORDS if records else _DELETE_MATCHING,
        )  # fmt: skip
    return FAILS if seen else UNKNOWN
