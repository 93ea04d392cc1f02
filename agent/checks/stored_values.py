"""Checks of what a record holds: fields that a result lacks, fields used as if they had another type."""

from __future__ import annotations

import re
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.filters import bindings_of, filters
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.payloads import fields_of
from dataflow_debugger.agent.checks.refused_values import plain_type
from dataflow_debugger.agent.checks.shapes import leaf_type
from dataflow_debugger.agent.checks.text_dates import parsed_read
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import ModelField
from dataflow_debugger.agent.patterns import compile

_MET = re.compile(r"'datetime\.(date|datetime)'")
_OPERATORS = re.compile(r"^\$\w+$")
_NO_ATTRIBUTE = re.compile(r"'dict' object has no attribute '(?P<field>\w+)'")
_KEY = re.compile(r"^'?(?P<field>\w+)'?$")


@check
def field_used(
    view: View, pattern: str | list[str], field_type: str, where: dict[str, Any] | None = None
) -> Verdict:
    """The code reads a field in this form: a pattern in which `"$FIELD"` is the key.

    The name must be that of a model's field whose annotation matches `field_type` (regex). Binds field, model,
    annotation, file, line, parser and parser_import (what makes a date of its text) and the metavariables.
    UNKNOWN without models or sources.
    """
    if not view.models or not view.sources:
        return UNKNOWN
    here = view.user_frame
    for text in [pattern] if isinstance(pattern, str) else pattern:
        for source in view.sources.values():
            found = list(compile(text).matches(source, where=where, sources=view.sources))
            # A read in the failing line tells more than one elsewhere.
            found.sort(
                key=lambda m: here is None or view.source(here.file) is not source or m.line != here.line
            )
            for match in found:
                name = match.text_of("FIELD").strip("\"'")
                for model in view.models:
                    field = model.fields.get(name) or _managed(name)
                    if field is None or not re.search(field_type, field.type):
                        continue
                    line = source.lines[match.line - 1].strip()
                    parser, imports = parsed_read(view, name, _met(view))
                    said = (
                        f"{model.name}.{name} is declared as {field.type}; the code reads it as {match.text}"
                    )
                    return holds(
                        Claim(said, source.file, match.line, value=line),
                        **{**match.texts(), "field": name, "key": name, "model": model.name},
                        fields=[n for n, one in model.fields.items() if re.search(field_type, one.type)],
                        annotation=field.type, file=source.file, line=match.line,
                        parser=parser, parser_import=imports,
                    )  # fmt: skip
    return FAILS


def _met(view: View) -> str | None:
    """The class that the text met in an operation, where the error names it."""
    found = _MET.search(view.root.message) if view.root is not None else None
    return found[1] if found else None


def _managed(name: str) -> ModelField | None:
    """A time that DataFlow adds to every model."""
    return ModelField(type="datetime") if name in ("created_at", "updated_at") else None


@check
def filter_value_for_type(
    view: View, field_type: str, value_type: str, operators: list[str] | None = None
) -> Verdict:
    """A filter compares a field whose annotation matches `field_type` (regex) with a value of this type (glob).

    `operators` narrows it to values under these. Binds field, key, operator, model, operation, node, file,
    line. UNKNOWN when no filter was seen.
    """
    found = filters(view)
    for payload in found:
        fields = fields_of(view, payload.model) or {}
        for name, value in payload.keys.items():
            known = fields.get(name)
            if known is None or not re.search(field_type, known.type):
                continue
            for operator, one in _compared(value):
                if operators is not None and operator not in operators:
                    continue
                if not glob(value_type, leaf_type(one) or ""):
                    continue
                file, line = payload.place(name)
                kind = leaf_type(one)
                said = f"The filter of {payload.where} compares '{name}' ({known.type}) with a value of type {kind}"
                claim = Claim(said, file, line, payload.node, view.line_text(file, line))
                return holds(claim, field=name, key=name, operator=operator, **bindings_of(payload, name))
    return FAILS if found else UNKNOWN


def _compared(value: Any) -> list[tuple[str, Any]]:
    """The values of one field of a filter with their operators; a dict without operators is one value."""
    if isinstance(value, dict) and value and all(_OPERATORS.match(key) for key in value):
        return list(value.items())
    return [("$eq", value)]


@check
def record_attribute(view: View) -> Verdict:
    """A record, which is a dict, is asked for a field as an attribute.

    Binds field, model, file, line. FAILS when no error says so, or no model has that field.
    """
    for one in view.raised:
        found = _NO_ATTRIBUTE.search(one.message)
        owners = [
            m.name for m in view.models if found and found["field"] in {*m.fields, "created_at", "updated_at"}
        ]
        if found is None or not owners:
            continue
        frame = view.user_frame
        file, line = (frame.file, frame.line) if frame else (None, None)
        said = f"A record of {owners[0]} is a dict; '{found['field']}' is read as an attribute of it"
        claim = Claim(said, file, line, value=view.line_text(file, line))
        return holds(claim, field=found["field"], key=found["field"], model=owners[0], file=file, line=line)
    return FAILS


@check
def create_result_lacks_field(view: View) -> Verdict:
    """The code reads a field that the table fills in from the result of a create, which does not have it.

    Binds field, key, model, api, file, line (of the create). FAILS when the error is no KeyError.
    """
    missing = next(
        (
            found["field"]
            for one in view.raised
            if one.type.endswith("KeyError") and (found := _KEY.match(one.message))
        ),
        None,
    )
    if missing is None:
        return FAILS
    for call in reversed(view.calls("express*.create")):
        model = call.args.get("model") if isinstance(call.args, dict) else None
        fields = fields_of(view, str(model)) or {}
        result = call.result
        if not isinstance(result, dict) or missing in result or "rows_affected" not in result:
            continue
        if missing in fields or missing in ("id", "created_at", "updated_at"):
            file, line = view.at(call.at)
            said = f"{call.api} returned {', '.join(sorted(result))}, without '{missing}', which the table fills in"
            claim = Claim(said, file, line, value=view.line_text(file, line))
            return holds(claim, field=missing, key=missing, model=model, api=call.api, file=file, line=line)
    return FAILS


@check
def collection_for_text_field(view: View) -> Verdict:
    """A node was given a list, set or tuple for a text field and returned a text.

    Binds model, field, node, file, line. UNKNOWN when no node has run.
    """
    for node_id, node in view.nodes.items():
        outcome, made = view.outcomes.get(node_id), view.generated(node.type)
        shape = outcome.result_shape if outcome is not None and outcome.ok else None
        if made is None or not isinstance(shape, dict) or not isinstance(node.config, dict):
            continue
        for name, field in (fields_of(view, made.model) or {}).items():
            text = leaf_type(shape.get(name)) == "str" and plain_type(field.type) == "str"
            if text and isinstance(node.config.get(name), list):
                file, line = view.place_of_node(node_id)
                said = f"Node '{node_id}' got several values for '{name}', a text field, and stored one text"
                claim = Claim(said, file, line, node_id)
                return holds(claim, model=made.model, field=name, node=node_id, file=file, line=line)
    return FAILS if view.outcomes else UNKNOWN
