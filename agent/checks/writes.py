"""Checks of writes: counters of bulk calls, targets of upserts, ids that tenants share, nodes of a run."""

from __future__ import annotations

import ast
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.model_source import model_class
from dataflow_debugger.agent.checks.names import glob, glob_type
from dataflow_debugger.agent.checks.shapes import length
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.checks.written_tables import written_keys

_COUNTERS = ("created", "updated", "inserted", "upserted", "deleted", "processed")


@check
def workflow_has_node(view: View, type: str) -> Verdict:
    """A workflow that ran has a node of this type (glob). Binds node, node_type, file, line.

    UNKNOWN without a workflow.
    """
    if not view.nodes:
        return UNKNOWN
    for node_id, node in view.nodes.items():
        if glob_type(type, node.type):
            file, line = view.place_of_node(node_id)
            claim = Claim(f"The workflow has the node '{node_id}' ({node.type})", file, line, node_id)
            return holds(claim, node=node_id, node_type=node.type, file=file, line=line)
    return FAILS


@check
def operation_used(view: View, operation: str, ok: bool | None = None) -> Verdict:
    """Express or a generated node did an operation (glob, `*upsert*`) on a model.

    `ok` is about Express calls: whether they returned. Binds api, model, operation, node, file, line. UNKNOWN
    when neither a call nor a workflow was seen.
    """
    for call in view.calls("express*"):
        name = call.api.rsplit(".", 1)[-1]
        if glob(operation, name) and ok in (None, call.ok):
            file, line = view.at(call.at)
            claim = Claim(f"{call.api} was called", file, line, value=view.line_text(file, line))
            model = call.args.get("model") if isinstance(call.args, dict) else None
            return holds(claim, api=call.api, model=model, operation=name, file=file, line=line)
    for node_id, node in view.nodes.items():
        made = view.generated(node.type)
        if made is not None and glob(operation, made.operation):
            file, line = view.place_of_node(node_id)
            claim = Claim(f"The workflow has the node '{node_id}' ({node.type})", file, line, node_id)
            return holds(
                claim,
                api=node.type,
                model=made.model,
                operation=made.operation,
                node=node_id,
                file=file,
                line=line,
            )
    return FAILS if view.evidence.calls or view.nodes else UNKNOWN


@check
def result_used(view: View, api: str) -> Verdict:
    """What an Express call returned is not dropped. Binds api, file, line; UNKNOWN without its source."""
    seen = False
    for call in view.calls(api):
        site = view.site_of_call(call)
        if site is None:
            continue
        seen = True
        around = next(
            (one for one in site.source.ancestors(site.call) if not isinstance(one, ast.Await)), None
        )
        if not isinstance(around, ast.Expr):
            shown = view.line_text(site.file, site.line)
            claim = Claim(f"The result of {call.api} is used", site.file, site.line, value=shown)
            return holds(claim, api=call.api, file=site.file, line=site.line)
    return FAILS if seen else UNKNOWN


@check
def bulk_counters(view: View, operation: str, kind: str) -> Verdict:
    """The counters that an Express bulk call returned do not fit the rows it was given.

    `operation` is a glob over bulk_create, bulk_upsert and so on. `kind`: nothing (its total is 0, or it says
    success false), fewer (its total is that of the rows, what was created and updated is less). Binds api,
    model, given, operation, file, line. UNKNOWN when no such call was seen.
    """
    seen = False
    for call in view.calls("express*.bulk_*"):
        name = call.api.rsplit(".", 1)[-1]
        arguments: dict[str, Any] = call.args if isinstance(call.args, dict) else {}
        given = length(arguments.get("records", arguments.get("ids")))
        if not glob(operation, name) or given is None or not isinstance(call.result, dict):
            continue
        seen = True
        if given == 0 or not _fits(call.result, given, kind):
            continue
        file, line = view.at(call.at)
        shown = ", ".join(f"{key} {call.result[key]}" for key in (*_COUNTERS, "total") if key in call.result)
        error = call.result.get("error")
        said = f"{call.api} was given {given} rows and answered {shown}" + (f": {error}" if error else "")
        claim = Claim(said[:300], file, line, value=view.line_text(file, line))
        return holds(
            claim,
            api=call.api,
            model=arguments.get("model"),
            operation=name,
            given=given,
            file=file,
            line=line,
        )
    return FAILS if seen else UNKNOWN


def _fits(result: dict[str, Any], given: int, kind: str) -> bool:
    counted = [result[key] for key in _COUNTERS if isinstance(result.get(key), int)]
    total = result.get("total", result.get("processed"))
    if kind == "nothing":
        return result.get("success") is False or (not any(counted) and total == 0)
    return bool(counted) and total == given and sum(counted) < given and "success" not in result


@check
def conflict_target_not_unique(view: View, operation: str | None = None) -> Verdict:
    """An Express upsert names fields in `conflict_on` that neither are the key nor have a unique index.

    Indexes are those of the model's class and of the user's own SQL. Binds fields, field, model, table, api,
    operation, file, line. UNKNOWN when no such upsert was seen, or the class of its model is not in the sources.
    """
    seen = False
    for call in view.calls("express*.*upsert*"):
        arguments: dict[str, Any] = call.args if isinstance(call.args, dict) else {}
        given = arguments.get("conflict_on")
        if given is None and isinstance(arguments.get("where"), dict):
            given = list(arguments["where"])
        if not isinstance(given, list) or not glob(operation, call.api.rsplit(".", 1)[-1]):
            continue
        model = str(arguments.get("model") or "")
        unique = _unique(view, model)
        if unique is None:
            continue
        seen = True
        names = [str(name) for name in given]
        registered = view.model(model)
        table = registered.table if registered is not None else None
        unique = [*unique, *map(set, written_keys(view, table or "") or ())]
        if names == ["id"] or set(names) in unique:
            continue
        file, line = view.at(call.at)
        said = (
            f"{call.api} of {model} looks for conflicts on {', '.join(names)}, which no unique index covers"
        )
        claim = Claim(said, file, line, value=view.line_text(file, line))
        return holds(
            claim, fields=names, field=names[0], model=model, table=table, api=call.api,
            operation=call.api.rsplit(".", 1)[-1], file=file, line=line,
        )  # fmt: skip
    return FAILS if seen else UNKNOWN


def _unique(view: View, model: str) -> list[set[str]] | None:
    """The field sets of the unique indexes that a model's class declares under `__dataflow__`."""
    found = model_class(view, model)
    if found is None:
        return None
    sets: list[set[str]] = []
    for statement in found[1].body:
        if not isinstance(statement, ast.Assign) or not any(
            isinstance(target, ast.Name) and target.id in ("__dataflow__", "__indexes__")
            for target in statement.targets
        ):
            continue
        try:
            value = ast.literal_eval(statement.value)
        except ValueError:
            continue
        listed = value.get("indexes", []) if isinstance(value, dict) else value
        sets += [set(one.get("fields", [])) for one in listed if isinstance(one, dict) and one.get("unique")]
    return sets


@check
def same_id_for_two_tenants(view: View) -> Verdict:
    """Records of one model get one id under two tenants: in the calls, or as literals in `with ...switch("a"):`.

    Binds model, key, file, line (of the later one), and of literals value and tenants. UNKNOWN when no tenant
    is bound in the sources.
    """
    observed = _row_of_two_tenants(view)
    if observed is not None:
        return observed
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    known = False
    for source in view.sources.values():
        for node in source.nodes:
            tenant = _tenant_around(source.ancestors(node)) if isinstance(node, ast.Dict) else None
            call = next((one for one in source.ancestors(node) if isinstance(one, ast.Call)), None)
            if tenant is None or call is None or not isinstance(node, ast.Dict) or not call.args:
                continue
            known = True
            model = call.args[0].value if isinstance(call.args[0], ast.Constant) else ""
            for key, value in zip(node.keys, node.values, strict=True):
                if not (
                    isinstance(key, ast.Constant) and key.value == "id" and isinstance(value, ast.Constant)
                ):
                    continue
                place = (str(model), repr(value.value))
                other = seen.setdefault(place, (tenant, source.file))
                if other[0] != tenant:
                    said = f"{place[0]} {place[1]} is written under tenant {other[0]!r} and under tenant {tenant!r}"
                    claim = Claim(
                        said, source.file, value.lineno, value=source.lines[value.lineno - 1].strip()
                    )
                    return holds(
                        claim, model=model, key="id", value=repr(value.value), tenants=[other[0], tenant],
                        file=source.file, line=value.lineno,
                    )  # fmt: skip
    return FAILS if known else UNKNOWN


def _row_of_two_tenants(view: View) -> Verdict | None:
    owners: dict[tuple[str, str], str] = {}
    tenant: str | None = None
    for call in view.evidence.calls:
        if call.api.startswith("tenant_context."):
            tenant = call.row
        model = call.args.get("model") if isinstance(call.args, dict) else None
        operation = call.api.rsplit(".", 1)[-1]
        if tenant is None or not model or not glob("*create*|*upsert*", operation):
            continue
        for row in (call.row or "").split(", "):
            if row and owners.setdefault((str(model), row), tenant) != tenant:
                file, line = view.at(call.at)
                said = f"{call.api} writes a {model} whose id another tenant has written before"
                claim = Claim(said, file, line, value=view.line_text(file, line))
                return holds(claim, model=model, key="id", file=file, line=line)
    return None


def _tenant_around(ancestors: Any) -> str | None:
    for node in ancestors:
        if not isinstance(node, (ast.With, ast.AsyncWith)):
            continue
        for item in node.items:
            call = item.context_expr
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
                continue
            given = call.args[0]
            if call.func.attr in ("switch", "aswitch") and isinstance(given, ast.Constant):
                return repr(given.value)
    return None
