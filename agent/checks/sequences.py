"""Checks of the counters that give ids: rows written with ids of their own, which a counter does not see."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.payloads import Payload, payloads, written_payloads
from dataflow_debugger.agent.checks.refused_values import plain_type
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call, Model

_TAKEN = re.compile(r'duplicate key value violates unique constraint "(\w+)_pkey"')
_CREATING = ("create", "bulk_create", "upsert", "bulk_upsert", "upsert_advanced")
_CATCH_UP = (
    "SELECT setval(pg_get_serial_sequence('{table}', 'id'), "
    "(SELECT COALESCE(MAX(id), 0) + 1 FROM {table}), false)"
)


@check
def generated_id_taken(view: View) -> Verdict:
    """A create that left the id to the database met an id that is there already.

    Binds model, field, key (id), table, sql (what lets the counter catch up), file and line of a write that gives
    ids, else of the failed one, refused (where the program stood then), and one of: after ("file:line" of the
    calls that wrote rows with ids), before (of the failed call, where the program's own SQL wrote them), earlier
    (the SQL again, where they were there before the run). FAILS when no unique violation of a primary key was
    told, UNKNOWN when no write was seen.
    """
    told = next((hit for text in view.all_texts if (hit := _TAKEN.search(text.text))), None)
    model = next((one for one in view.models if told and one.table == told.group(1)), None)
    if model is None or "id" not in model.fields or plain_type(model.fields["id"].type) != "int":
        return FAILS
    writes = [one for one in payloads(view) if one.model == model.name and one.role == "fields"]
    failed = [one for one in writes if not one.ok and one.operation in ("create", "bulk_create")]
    if not writes:
        return UNKNOWN
    if not failed or any("id" in one.keys for one in failed):
        return FAILS
    given = [one for one in [*writes, *written_payloads(view)] if _gives_id(one, model)]
    file, line = given[0].place("id") if given else (failed[0].file, failed[0].line)
    claims = [Claim(f"{failed[0].subject} leaves the id to the database", failed[0].file, failed[0].line)]
    if given:
        claims.append(Claim(f"{given[0].subject} gives an id, which the counter does not see", file, line))
    refused = next((call.at for call in reversed(view.evidence.calls) if not call.ok and call.at), None)
    after = _writers(view, model, refused, given)
    if after and not given:
        claims.append(
            Claim("Rows were written here", *view.at(after[0]), None, view.line_text(*view.at(after[0])))
        )
    sql = _CATCH_UP.replace("{table}", model.table or "")
    own = not after and _own_sql_inserts(view, model)
    return holds(
        *claims, model=model.name, field="id", key="id", table=model.table, sql=sql, after=after or None,
        before=refused if own else None, earlier=None if own or after else sql, refused=_way(view, refused),
        file=file, line=line,
    )  # fmt: skip


def _way(view: View, refused: str | None) -> list[str]:
    """Where the program stood when the create failed: "file:line" of each of its frames, and of the call."""
    frames = [f"{frame.file}:{frame.line}" for frame in view.user_frames]
    return list(dict.fromkeys([*frames, *([refused] if refused else [])]))


def _gives_id(one: Payload, model: Model) -> bool:
    fields = one.model == model.name and one.role == "fields" and "id" in one.keys
    return fields and one.operation in ("create", "bulk_create")


def _writers(view: View, model: Model, refused: str | None, given: list[Payload]) -> list[str]:
    """Where the calls stand that wrote rows of the model with ids: surely, else those that may have."""
    surely, maybe, same = list[str](), list[str](), list[str]()
    nodes = {one.node for one in given if one.node}
    for call in view.evidence.calls:
        if call.at is None or not call.ok:
            continue
        if call.api.startswith("express"):
            surely += [call.at] if _express_gives_id(call, model) else []
        made = _creating_nodes(view, call, model)
        surely += [call.at] if nodes & made.keys() else []
        bulk = any(operation.startswith("bulk") for operation in made.values())
        maybe += [call.at] if made and (bulk or call.at != refused) else []
        same += [call.at] if made and call.at == refused else []
    # One helper may write both kinds of rows, which shows where its callers spell an id.
    return list(dict.fromkeys(surely or maybe or (same if _spells_id(view, model) else [])))


def _spells_id(view: View, model: Model) -> bool:
    for source in view.sources.values():
        for node in source.nodes:
            if isinstance(node, ast.Dict):
                keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
                if "id" in keys and keys & (model.fields.keys() - {"id"}):
                    return True
    return False


def _express_gives_id(call: Call, model: Model) -> bool:
    args = call.args if isinstance(call.args, dict) else {}
    if args.get("model") != model.name or call.api.rsplit(".", 1)[-1] not in _CREATING:
        return False
    records = args.get("records", args.get("create", args.get("data")))
    rows = records if isinstance(records, list) else [records]
    return any(isinstance(row, dict) and "id" in row for row in rows)


def _creating_nodes(view: View, call: Call, model: Model) -> dict[str, str]:
    """The nodes of an executed workflow that create rows of the model, with their operations."""
    types = call.args.get("nodes") if isinstance(call.args, dict) else None
    if not call.api.startswith("runtime.") or not isinstance(types, dict):
        return {}
    made = {node: view.generated(str(kind)) for node, kind in types.items()}
    return {
        n: m.operation for n, m in made.items() if m and m.model == model.name and m.operation in _CREATING
    }


def _own_sql_inserts(view: View, model: Model) -> bool:
    """Whether SQL of the program writes rows into the model's table."""
    table = re.escape(model.table or "")
    insert = re.compile(rf"(?i)\b(?:insert\s+into|copy)\s+[\"\\]*{table}\b|copy_(?:from|expert)|to_sql\(")
    return any(insert.search(source.text) for source in view.sources.values())
