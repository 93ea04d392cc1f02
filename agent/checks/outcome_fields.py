"""The check of a model whose field `success` is taken for the word that a write failed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.model_source import model_class
from dataflow_debugger.agent.checks.shapes import shape_text
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call, Model

FIELD = "success"
_FAILED = re.compile(r"express\.(?:create|update|delete) failed for model '\w+': (?P<text>.*)", re.DOTALL)
_FALSE: tuple[Any, ...] = (False, "<None>", "", "<str:0>", "False", "0")
# What a database or DataFlow itself says of a write that did fail.
_REFUSED = re.compile(
    r"(?i)database query failed|constraint|no such (table|column)|does(n't| not) exist|syntax error|duplicate"
    r"|invalid input for query|datatype mismatch|database is locked|DDL|connect|DF-\d+|not null|tenant"
)


@check
def success_field_taken_for_outcome(view: View) -> Verdict:
    """A record whose field `success` is false was taken for a failed write or read, which did not fail.

    Binds model, field, operation, node, api, file, line (of the call or node). UNKNOWN when no model is known.
    """
    models = {model.name: model for model in view.models if FIELD in model.fields}
    if not models:
        return FAILS if view.models else UNKNOWN
    for call in view.calls("express*"):
        model = models.get(str(call.args.get("model"))) if isinstance(call.args, dict) else None
        if model is not None and _call_did_not_fail(view, call, model):
            file, line = view.at(call.at)
            operation = call.api.rsplit(".", 1)[-1]
            shown = f"{call.api} took the record's own '{FIELD}', which is false, for a failure"
            claim = Claim(shown, file, line, None, view.line_text(file, line))
            declared = _declaration(view, model)
            return holds(
                claim, *declared, model=model.name, field=FIELD, operation=operation, api=call.api,
                file=file, line=line,
            )  # fmt: skip
    for name, kind, shape in _failed_records(view):
        made = view.generated(kind)
        if made is None or made.model not in models:
            continue
        file, line = view.place_of_node(name)
        shown = f"Node '{name}' ({kind}) gave a record whose '{FIELD}' is false, and the run took it for a failure"
        claim = Claim(shown, file, line, name, shape_text(shape))
        return holds(
            claim, *_declaration(view, models[made.model]), model=made.model, field=FIELD, node=name, api=kind,
            operation=made.operation, file=file, line=line,
        )  # fmt: skip
    return FAILS


def _declaration(view: View, model: Model) -> list[Claim]:
    """The line of the model's class that declares the field."""
    found = model_class(view, model.name)
    for statement in found[1].body if found is not None else ():
        if getattr(getattr(statement, "target", None), "id", None) == FIELD and found is not None:
            text = f"{model.name} has a field '{FIELD}', the key by which results say how it went"
            return [Claim(text, found[0], statement.lineno, None, view.line_text(found[0], statement.lineno))]
    return []


def _call_did_not_fail(view: View, call: Call, model: Model) -> bool:
    """Whether the failure that the call raised is the record itself, with its own `error`."""
    told = _FAILED.search(call.error or "")
    if call.ok or told is None or not isinstance(call.args, dict):
        return False
    record = call.args.get("data") or call.args.get("fields") or {}
    record = record if isinstance(record, dict) else {}
    if record.get(FIELD, False) not in _FALSE:
        return False
    text = told["text"].strip()
    if text == "operation failed" or _is_text(record.get("error"), text):
        return True
    elsewhere = any(text in one.message for one in view.chain[1:])
    return "error" in model.fields and not elsewhere and not _REFUSED.search(text)


def _is_text(shape: Any, text: str) -> bool:
    return isinstance(shape, str) and shape in (text, f"<str:{len(text)}>")


def _failed_records(view: View) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Node, type and result of the nodes that count as failed although their result is a record."""
    for name, outcome in view.outcomes.items():
        shape, node = outcome.result_shape, view.nodes.get(name)
        if outcome.ok or node is None or not isinstance(shape, dict) or shape.get(FIELD, True) not in _FALSE:
            continue
        # A failure has nothing else in it.
        if "id" in shape:
            yield name, node.type, shape
