"""Checks of values that do not fit the column of a table that was there before."""

from __future__ import annotations

import ast
import re
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds, literals
from dataflow_debugger.agent.checks.arguments import ARGUMENT, field_of_argument
from dataflow_debugger.agent.checks.payloads import payloads
from dataflow_debugger.agent.checks.schema import column_type_differs, field_place
from dataflow_debugger.agent.checks.shapes import leaf_type, shape_text
from dataflow_debugger.agent.checks.view import View

_CHANGES = re.compile(
    r"\s*(insert|update|delete|replace|create|drop|alter|begin (immediate|exclusive))\b", re.I
)


@check
def text_field_written(view: View) -> Verdict:
    """A write or filter failed on a value of a text field of the model: the driver wanted another type.

    Which value it was tells the number in the driver's message. Binds model, field, table, file, line. UNKNOWN
    when no write and no filter was seen.
    """
    found = payloads(view)
    told = (ARGUMENT.search(text.text) for text in view.all_texts)
    number = next((int(hit.group(1)) for hit in told if hit), None)
    for payload in found if number is not None else ():
        model = view.model(payload.model)
        name = field_of_argument(view, payload, number or 1)
        if payload.ok or model is None or name is None:
            continue
        field = model.fields.get(name)
        if field is not None and field.type == "str":
            file, line = payload.place(name)
            said = f"{model.name}.{name} is str, and the driver wants another type for its column"
            return holds(
                Claim(said, file, line, payload.node),
                model=model.name,
                field=name,
                table=model.table,
                file=file,
                line=line,
            )
    return FAILS if found else UNKNOWN


@check
def float_written_int_returned(view: View) -> Verdict:
    """A write handed over a float for a float field, and the record came back with an int in it.

    Binds model, field, file, line. UNKNOWN when no write was observed.
    """
    writes = view.calls("express*.create|express*.update")
    if not writes:
        return UNKNOWN
    for call in writes:
        args: Any = call.args if isinstance(call.args, dict) else {}
        model = view.model(str(args.get("model")))
        data, result = args.get("data") or args.get("fields"), call.result
        if model is None or not isinstance(data, dict) or not isinstance(result, dict):
            continue
        for name, value in data.items():
            field = model.fields.get(name)
            if (
                field
                and field.type == "float"
                and leaf_type(value) == "float"
                and result.get(name) == "<int>"
            ):
                file, line = field_place(view, model.name, name)
                said = f"{model.name}.{name} was written as a float and came back as an int"
                return holds(
                    Claim(said, file, line, value=view.line_text(file, line)),
                    model=model.name, field=name, table=model.table, file=file, line=line,
                )  # fmt: skip
    return FAILS


@check
def uncommitted_before(view: View) -> Verdict:
    """Before the failing line a `sqlite3` connection of the user has changed something and not committed.

    Binds connection (its name), file, line (the failing one). UNKNOWN when the failing line is not known.
    """
    found = view.failing_statement
    if found is None:
        return UNKNOWN
    source, statement = found
    last: dict[str, tuple[str, int]] = {}
    for node in source.nodes:
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner = node.func.value
        if not isinstance(owner, ast.Name) or node.lineno >= statement.lineno:
            continue
        text = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else ""
        if node.func.attr in ("commit", "close", "rollback"):
            last[owner.id] = ("done", node.lineno)
        elif node.func.attr.startswith("execute") and _CHANGES.match(str(text)):
            last[owner.id] = ("open", node.lineno)
    for name, (state, line) in last.items():
        if state == "open":
            said = f"{name} has changed something at line {line} and not committed"
            return holds(
                Claim(said, source.file, line, value=view.line_text(source.file, line)),
                connection=name,
                file=source.file,
                line=statement.lineno,
            )
    return FAILS


@check
def compared_column_type_differs(view: View) -> Verdict:
    """A filter compares, or an order uses, a number field whose column in the table holds text.

    Binds as `column_type_differs` does, at the place of the query. UNKNOWN when no table is known.
    """
    found = column_type_differs(view)
    if not found.holds:
        return found
    text = re.search("CHAR|TEXT|CLOB", str(found.bindings.get("actual")).upper())
    if found.bindings.get("expected") not in ("int", "float") or text is None:
        return FAILS
    name = str(found.bindings["field"])
    for call in view.calls("express*.list|express*.count|express*.find_one"):
        args = call.args if isinstance(call.args, dict) else {}
        shown = shape_text(args.get("filter")) + shape_text(args.get("order_by"))
        if re.search(rf'"-?{name}": \{{[^}}]*\$(g|l)te?|"-?{name}"(?!:)', shown):
            file, line = view.at(call.at)
            claim = Claim(f"{call.api} compares '{name}'", file, line, value=view.line_text(file, line))
            return Verdict(found.answer, (*found.claims, claim), found.bindings)
    for site in view.node_sites:
        kind = literals.value_of(site.kind, site.source, view.sources) if site.kind is not None else None
        made = view.generated(kind) if isinstance(kind, str) else None
        if made is None or made.model != found.bindings.get("model"):
            continue
        for item in site.items(view.sources) or []:
            ordered = item.key in ("order_by", "sort") and re.search(rf"['\"]-?{name}\b", item.text)
            compared = item.key == "filter" and re.search(rf"['\"]{name}['\"]: \{{[^}}]*\$[gl]te?", item.text)
            if ordered or compared:
                claim = Claim(f"{kind} goes by '{name}'", item.source.file, item.line, value=item.text)
                return Verdict(found.answer, (*found.claims, claim), found.bindings)
    return FAILS
