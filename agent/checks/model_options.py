"""Checks of what a model's `__dataflow__` asks for: soft deletes and tenants."""

from __future__ import annotations

import ast
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.payloads import payloads
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.checks.violations import unique_violation
from dataflow_debugger.agent.evidence import Call


def _arguments(call: Call) -> dict[str, Any]:
    return call.args if isinstance(call.args, dict) else {}


def _asks_for(view: View, name: str | None, option: str) -> bool:
    model = view.model(name) if name else None
    return model is not None and model.config.get(option) is True


def _deletes(view: View, model: str) -> bool:
    """Whether the run deleted rows of the model, by Express or by a node."""
    calls = (call for call in view.calls("express*delete*") if call.ok)
    if any(_arguments(call).get("model") == model for call in calls):
        return True
    return any(glob(f"{model}*DeleteNode", node.type) for node in view.nodes.values())


@check
def model_option_on(view: View, key: str) -> Verdict:
    """A model's `__dataflow__` sets this key to True. Binds model, key. UNKNOWN without models."""
    found = next((model for model in view.models if _asks_for(view, model.name, key)), None)
    if found is None:
        return FAILS if view.models else UNKNOWN
    return holds(Claim(f"{found.name} has '{key}' on in __dataflow__", value=key), model=found.name, key=key)


@check
def unique_value_of_deleted_row(view: View) -> Verdict:
    """A unique value was refused by a model with `soft_delete`, of which the run has deleted rows.

    Binds what `unique_violation` binds. FAILS otherwise.
    """
    refused = unique_violation(view)
    model = refused.bindings.get("model")
    if not refused.holds or not _asks_for(view, model, "soft_delete") or not _deletes(view, str(model)):
        return FAILS
    claim = Claim(
        f"{model} has soft_delete on, so a deleted row keeps its {refused.bindings.get('column') or 'id'}"
    )
    return holds(*refused.claims, claim, **refused.bindings)


@check
def upsert_of_deleted_row(view: View) -> Verdict:
    """An upsert changed a row that is soft-deleted and stays so, as its `deleted_at` says.

    Binds model, operation, api, file, line. UNKNOWN when no upsert was seen.
    """
    calls = [call for call in view.calls("express*.upsert*") if call.ok]
    for call in calls:
        model = _arguments(call).get("model")
        given_back = call.result if isinstance(call.result, dict) else {}
        inner = given_back.get("record")
        row: dict[str, Any] = inner if isinstance(inner, dict) else given_back
        if not isinstance(model, str) or row.get("deleted_at") in (None, "<None>"):
            continue
        given = _arguments(call).get("data")
        if _asks_for(view, model, "soft_delete") and "deleted_at" not in (given or {}):
            file, line = view.at(call.at)
            text = f"The upsert changed a {model} whose deleted_at is set, and it still is"
            claim = Claim(text, file, line, value=view.line_text(file, line))
            return holds(claim, model=model, operation="upsert", api=call.api, file=file, line=line)
    return FAILS if calls else UNKNOWN


@check
def tenant_id_written(view: View) -> Verdict:
    """A record that is written under multi-tenancy carries a `tenant_id` of its own.

    Binds model, key, operation, node, file, line. UNKNOWN when no instance is known.
    """
    options = [one for _, one in view.options()]
    if not options:
        return UNKNOWN
    if not any(one.get("multi_tenant") for one in options):
        return FAILS
    for payload in payloads(view):
        if payload.role == "fields" and "tenant_id" in payload.keys:
            file, line = payload.place("tenant_id")
            claim = Claim(
                f"{payload.subject} gets a tenant_id beside the bound tenant", file, line, payload.node
            )
            return holds(
                claim,
                model=payload.model,
                key="tenant_id",
                operation=payload.operation,
                node=payload.node,
                file=file,
                line=line,
            )
    return FAILS


@check
def tenant_model_without_tenancy(view: View) -> Verdict:
    """A model asks for `multi_tenant`, no instance has it on, and the program writes or reads a `tenant_id`.

    Binds model, file, line (of the class's `__dataflow__`), and `given` where rows or filters hold it. UNKNOWN
    when no instance is known.
    """
    options = [one for _, one in view.options()]
    if not options:
        return UNKNOWN
    if any(one.get("multi_tenant") for one in options):
        return FAILS
    for model in view.models:
        if model.config.get("multi_tenant") is not True or "tenant_id" in model.fields:
            continue
        used = any(one.model == model.name and "tenant_id" in one.keys for one in payloads(view))
        if used or _binds_tenants(view):
            file, line = _place_of_option(view, "multi_tenant")
            text = f"{model.name} asks for multi_tenant, and DataFlow(...) is made without multi_tenant=True"
            claim = Claim(text, file, line, value=view.line_text(file, line))
            given = "tenant_id" if used else None
            return holds(claim, model=model.name, file=file, line=line, given=given)
    return FAILS


def _binds_tenants(view: View) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr in ("tenant_context", "set_tenant_context")
        for source in view.sources.values()
        for node in source.nodes
    )


def _place_of_option(view: View, option: str) -> tuple[str | None, int | None]:
    for source in view.sources.values():
        for node in source.nodes:
            if isinstance(node, ast.Dict):
                for key in node.keys:
                    if isinstance(key, ast.Constant) and key.value == option:
                        return source.file, key.lineno
    return None, None
