"""Checks of what an upsert answered."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.literals import Item, items
from dataflow_debugger.agent.checks.payloads import fields_of
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call

_KEY = re.compile(r"^'?(?P<key>\w+)'?$")
_TOLD = ("created", "action")
_PARTS = ("model", "where", "create", "update")


@check
def upserted_record_is_count(view: View) -> Verdict:
    """The `record` that an upsert answered with is a row count, and the program wants the row or what became of it.

    Loud: a KeyError names a field of the model. Silent: the sources read `created` or `action`, which then say
    the same whatever happened. Binds model, key, operation, api, file, line. UNKNOWN when nothing was upserted.
    """
    answers = list(_upserts(view))
    for api, model, result, at in answers:
        record = result.get("record")
        if not isinstance(record, dict) or list(record) != ["rows_affected"]:
            continue
        key = _wanted(view, model)
        if key is None:
            continue
        file, line = view.at(at)
        claim = Claim(f"{api} of {model} answered with a row count as 'record', not with the row", file, line)
        asked = [claim]
        if view.user_frame is not None:
            place = view.user_frame.file, view.user_frame.line
            asked.append(Claim(f"'{key}' is read from it", *place, value=view.line_text(*place)))
        return holds(*asked, model=model, key=key, operation="upsert", api=api, file=file, line=line)
    return FAILS if answers else UNKNOWN


@check
def upsert_update_differs(view: View) -> Verdict:
    """An `upsert_advanced` has values in `update` that `create` does not have, as far as the source tells.

    Binds model, key, operation, api, file, line. UNKNOWN when none was called.
    """
    calls = [c for c in view.calls("express*.upsert_advanced") if isinstance(c.args, dict)]
    for call in calls:
        update, create = call.args.get("update"), call.args.get("create")
        if not isinstance(update, dict) or not isinstance(create, dict):
            continue
        written = _written(view, call)
        for key, shape in update.items():
            same = written.get(("update", key)) == written.get(("create", key)) is not None
            if key in create and create[key] == shape and same:
                continue
            file, line = view.at(call.at)
            text = f"{call.api} has another '{key}' in `update` than in `create`"
            return holds(
                Claim(text, file, line, value=view.line_text(file, line)), model=call.args.get("model"), key=key,
                operation="upsert_advanced", api=call.api, file=file, line=line,
            )  # fmt: skip
    return FAILS if calls else UNKNOWN


def _written(view: View, call: Call) -> dict[tuple[str, str], str]:
    """The values of the call's `update` and `create` as the source has them, by part and key."""
    file, line = view.at(call.at)
    source = view.source(file)
    found: dict[tuple[str, str], str] = {}
    for node in source.calls() if source is not None else ():
        if source is None or getattr(node.func, "attr", "") != "upsert_advanced":
            continue
        if line is None or not node.lineno <= line <= (node.end_lineno or line):
            continue
        parts = dict(zip(_PARTS, node.args, strict=False))
        parts |= {word.arg: word.value for word in node.keywords if word.arg is not None}
        for part in ("update", "create"):
            listed: list[Item] | None = items(parts.get(part), source, view.sources)
            found.update({(part, item.key): item.text for item in listed or ()})
    return found


def _upserts(view: View) -> Iterator[tuple[str, str, dict[str, object], str | None]]:
    """Api or node, model, result and place of every upsert that answered with a dict."""
    for call in view.calls("express*.upsert_advanced"):
        if isinstance(call.args, dict) and isinstance(call.result, dict):
            yield call.api, str(call.args.get("model")), call.result, call.at
    for call in view.calls("runtime.*"):
        nodes = call.args.get("nodes") if isinstance(call.args, dict) else None
        for node, kind in nodes.items() if isinstance(nodes, dict) else ():
            made = view.generated(str(kind))
            result = call.result.get(node) if isinstance(call.result, dict) else None
            if made is not None and made.operation == "upsert" and isinstance(result, dict):
                yield f"Node '{node}' ({kind})", made.model, result, call.at


def _wanted(view: View, model: str) -> str | None:
    """What the program wants of the result and does not get: a field of the row, or how it came about."""
    if view.raised:
        found = _KEY.match(view.raised[0].message) if view.raised[0].type.endswith("KeyError") else None
        fields = {*(fields_of(view, model) or {}), "id", "created_at", "updated_at"}
        return found["key"] if found and found["key"] in fields else None
    for source in view.sources.values():
        for node in source.nodes:
            key: ast.AST | None = None
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
                key = node.slice
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                key = node.args[0] if node.func.attr == "get" else None
            if isinstance(key, ast.Constant) and key.value in _TOLD:
                return str(key.value)
    return None
