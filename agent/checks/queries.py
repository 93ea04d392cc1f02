"""Checks of queries and their results: orders, limits, arguments of reads, outcomes of nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.filters import bindings_of, filters, table_columns
from dataflow_debugger.agent.checks.names import glob, glob_type, nearest
from dataflow_debugger.agent.checks.parameters import LIST_DEFAULT_LIMIT
from dataflow_debugger.agent.checks.payloads import ADDED, fields_of
from dataflow_debugger.agent.checks.shapes import find_key, leaf_type, length, shape_text
from dataflow_debugger.agent.checks.view import View

_SQL_DIRECTION = re.compile(r"^(?P<field>\w+)\s+(?P<way>asc|desc)$", re.IGNORECASE)
_KEYWORD = re.compile(r"Express\.(?P<operation>\w+)\(\) got an unexpected keyword argument '(?P<key>\w+)'")


@dataclass(frozen=True)
class Read:
    """One list, count or find_one: by Express or by a node, with its arguments and result as shapes."""

    operation: str
    model: str
    args: dict[str, Any]
    result: Any
    ok: bool
    label: str
    file: str | None = None
    line: int | None = None
    node: str | None = None
    api: str | None = None

    def bindings(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "line": self.line,
            "node": self.node,
            "model": self.model,
            "operation": self.operation,
            "api": self.api,
        }


def reads(view: View) -> list[Read]:
    """Every list, count and find_one of the run."""
    found = []
    for call in view.calls("express*"):
        operation = call.api.rsplit(".", 1)[-1]
        if operation in ("list", "count", "find_one") and isinstance(call.args, dict):
            file, line = view.at(call.at)
            model = str(call.args.get("model") or "")
            found.append(
                Read(operation, model, call.args, call.result, call.ok, call.api, file, line, None, call.api)
            )
    for node in view.nodes.values():
        made = view.generated(node.type)
        if made is None or made.operation not in ("list", "count"):
            continue
        sites = view.sites_of_node(node.id)
        file, line = (sites[0].file, sites[0].line) if sites else (None, None)
        outcome = view.outcomes.get(node.id)
        found.append(
            Read(
                made.operation,
                made.model,
                node.config,
                outcome.result_shape if outcome else None,
                outcome.ok if outcome else True,
                f"node '{node.id}' ({node.type})",
                file,
                line,
                node.id,
                node.type,
            )
        )
    return found


def order_parts(order: Any) -> Iterator[tuple[str, str, str]]:
    """Form, field and direction of each part of an order: text, name, sql, word, number or pair."""
    if isinstance(order, str) and not order.startswith("<"):
        found = _SQL_DIRECTION.match(order)
        yield "text", found["field"] if found else order.lstrip("-+"), order
        return
    for part in order if isinstance(order, list) else [order]:
        if isinstance(part, list):
            yield "pair", shape_text(part[0]) if part else "", shape_text(part[1:])
        elif isinstance(part, dict):
            for field, way in part.items():
                yield ("number" if isinstance(way, int) else "word"), field, shape_text(way)
        elif isinstance(part, str) and not part.startswith("<"):
            found = _SQL_DIRECTION.match(part)
            if found:
                yield "sql", found["field"], found["way"].lower()
            else:
                yield "name", part.lstrip("-+"), "desc" if part.startswith("-") else "asc"


@check
def order_form(view: View, form: str, key: str = "order_by") -> Verdict:
    """A list is ordered in this form: text (one string), sql (`"price DESC"` in the list), word
    (`{"price": "desc"}`), pair (`("price", "desc")`), dict (`{"price": -1}`, not in a list).

    `key` is the parameter, order_by or sort. Binds key, field, direction, to, model, operation, node, api,
    file, line. UNKNOWN when no list with an order was seen.
    """
    seen = False
    for read in reads(view):
        if key not in read.args:
            continue
        seen = True
        parts = list(order_parts(read.args[key]))
        if isinstance(read.args[key], dict):
            parts = [("dict" if kind == "number" else kind, field, way) for kind, field, way in parts]
        for kind, field, way in parts:
            if kind != form:
                continue
            if form == "dict" and str(way) == "1":
                continue
            shown = shape_text(read.args[key])
            says = {
                "text": "as one text, not as a list",
                "sql": f"with the direction inside the name of '{field}'",
                "word": f"with the word {way} for the direction of '{field}'",
                "pair": "with a pair of name and direction",
                "dict": "as a dict; only its names are taken",
            }[form]
            claim = Claim(
                f"{read.label} is given {key} {says}: {shown}", read.file, read.line, read.node, shown
            )
            return holds(claim, key=key, field=field, direction=way, **read.bindings())
    return FAILS if seen else UNKNOWN


@check
def order_field_unknown(view: View) -> Verdict:
    """A list is ordered by a name that is no field of the model.

    Binds field, to (the nearest field), model, operation, node, api, file, line. UNKNOWN when no list with an
    order was seen or the model is not known.
    """
    seen = False
    for read in reads(view):
        fields = fields_of(view, read.model)
        if "order_by" not in read.args or fields is None:
            continue
        seen = True
        known = {*fields, *ADDED, *table_columns(view, read.model)}
        lowered = {name.lower() for name in known}
        for kind, field, _ in order_parts(read.args["order_by"]):
            if kind in ("name", "number", "word") and field.lower() not in lowered:
                near = nearest(field, known)
                text = f"{read.label} is ordered by '{field}', which is no field of {read.model}"
                claim = Claim(
                    text + (f"; '{near}' is" if near else ""), read.file, read.line, read.node, field
                )
                return holds(claim, field=field, key=field, to=near, **read.bindings())
    return FAILS if seen else UNKNOWN


@check
def query_argument(
    view: View, argument: str, type: str | None = None, shape: str | None = None, operation: str | None = None
) -> Verdict:
    """A list, count or find_one got an argument whose value has this type or whose shape fits the regex.

    `argument` is a regex over names (`limit|offset`), `type` a glob over types such as str or NoneType.
    Binds argument, key, model, operation, node, api, file, line. UNKNOWN when no read was seen.
    """
    found = reads(view)
    for read in found:
        if not glob(operation, read.operation):
            continue
        for name, value in read.args.items():
            if not re.fullmatch(argument, name):
                continue
            if type is not None and not glob(type, leaf_type(value) or ""):
                continue
            if shape is not None and not re.search(shape, shape_text(value)):
                continue
            shown = shape_text(value)
            claim = Claim(f"{read.label} got {name} = {shown}", read.file, read.line, read.node, shown)
            return holds(claim, argument=name, key=name, **read.bindings())
    return FAILS if found else UNKNOWN


@check
def list_filled_limit(view: View, given: bool | None = None, node: bool | None = None) -> Verdict:
    """A list returned exactly as many rows as its limit, so that there may be more.

    `given: false` wants that the limit was DataFlow's default and that the first rows were asked for; `node`
    tells nodes from Express. The claim says how many rows the table has where that is known; a table with no
    more rows FAILS. Binds limit, model, operation, node, api, file, line. UNKNOWN when no list was seen.
    """
    seen = False
    for read in reads(view):
        if (
            read.operation != "list"
            or not read.ok
            or (node is not None and (read.node is not None) is not node)
        ):
            continue
        seen = True
        default = LIST_DEFAULT_LIMIT["node" if read.node else "express"]
        limit = read.args.get("limit")
        if given is not None and (limit is not None) is not given:
            continue
        if given is False and "offset" in read.args:
            continue
        wanted = limit if isinstance(limit, int) else default
        rows = read.result if not read.node else find_key(read.result, "records")[1]
        in_table = _rows_in_table(view, read.model)
        if length(rows) != wanted or wanted < 2 or (in_table is not None and in_table <= wanted):
            continue
        more = f"; the table has {in_table}" if in_table is not None else ""
        whose = "its limit" if limit is not None else "the default limit"
        claim = Claim(
            f"{read.label} returned {wanted} rows, which is {whose}{more}", read.file, read.line, read.node
        )
        return holds(claim, limit=wanted, **read.bindings())
    return FAILS if seen else UNKNOWN


def _rows_in_table(view: View, model: str) -> int | None:
    known = view.model(model)
    inspector = view.evidence.inspector
    if known is None or inspector is None:
        return None
    counts = [
        file.tables[known.table or ""].rows for file in inspector.databases if known.table in file.tables
    ]
    return max((count for count in counts if count is not None), default=None)


@check
def filter_operator_on_nullable(view: View, operators: list[str]) -> Verdict:
    """A filter uses one of the operators on a field that may be NULL (its default is None or it is optional).

    Binds key, field, model, operation, node, file, line. UNKNOWN when no filter was seen.
    """
    found = filters(view)
    for payload in found:
        fields = fields_of(view, payload.model) or {}
        for name, value in payload.keys.items():
            used = [one for one in operators if isinstance(value, dict) and one in value]
            known = fields.get(name)
            if not used or known is None or known.required or known.primary_key:
                continue
            if leaf_type(value[used[0]]) == "NoneType" or known.default not in (None, "None", "<None>"):
                continue
            file, line = payload.place(name)
            text = (
                f"The filter of {payload.where} uses {used[0]} on '{name}', which is NULL in rows without it"
            )
            return holds(
                Claim(text, file, line, payload.node, used[0]),
                key=used[0],
                field=name,
                **bindings_of(payload, name),
            )
    return FAILS if found else UNKNOWN


@check
def express_keyword_is_field(view: View) -> Verdict:
    """An Express call got a field of the model as a keyword argument, and refused it.

    Binds key, operation, model, file, line. FAILS when no error says so.
    """
    for text in view.all_texts:
        found = _KEYWORD.search(text.text)
        if found is None:
            continue
        owners = [model.name for model in view.models if found["key"] in model.fields]
        if owners or found["key"] == "id":
            frame = view.user_frame
            file, line = (frame.file, frame.line) if frame else view.at(text.at)
            claim = Claim(
                f"Express's {found['operation']} got the field '{found['key']}' as a keyword argument",
                file,
                line,
            )
            return holds(
                claim,
                key=found["key"],
                operation=found["operation"],
                model=owners[0] if owners else None,
                file=file,
                line=line,
            )
    return FAILS


@check
def outcome_matches(
    view: View,
    type: str | None = None,
    node: str | None = None,
    ok: bool | None = None,
    error: str | None = None,
    result: str | None = None,
) -> Verdict:
    """The outcome of a node of this type and id (globs) fits: its result's shape or error, as regexes.

    Binds node, node_type, model, operation, file, line and the named groups of `error`. UNKNOWN when no
    outcome was seen.
    """
    for node_id, outcome in view.outcomes.items():
        known = view.nodes.get(node_id)
        node_type = known.type if known else ""
        if not (glob_type(type, node_type) and glob(node, node_id)):
            continue
        found = re.search(error, outcome.error or "", re.S) if error else None
        if (ok is not None and outcome.ok is not ok) or (error and found is None):
            continue
        shown = shape_text(outcome.result_shape)
        if result is not None and not re.search(result, shown):
            continue
        sites = view.sites_of_node(node_id)
        file, line = (sites[0].file, sites[0].line) if sites else (None, None)
        made = view.generated(node_type)
        claim = Claim(
            f"Node '{node_id}' ({node_type}) answered {outcome.error or shown}"[:300],
            file,
            line,
            node_id,
            shown,
        )
        bindings: dict[str, Any] = {"node": node_id, "node_type": node_type, "file": file, "line": line}
        if made:
            bindings |= {"model": made.model, "operation": made.operation}
        groups = {key: text for key, text in found.groupdict().items() if text} if found else {}
        return holds(claim, **bindings, **groups)
    return FAILS if view.outcomes else UNKNOWN


@check
def symptom_given(view: View, pattern: str) -> Verdict:
    """The user's own words (`--symptom`) match the regex.

    For mistakes that nothing but the user's expectation tells from a right program. UNKNOWN without such
    words.
    """
    words = view.evidence.symptom
    if not words:
        return UNKNOWN
    found = re.search(pattern, words)
    return holds(Claim(f"You said: {words}", value=words)) if found else FAILS
