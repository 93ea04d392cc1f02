"""Checks of values that do not fit the column of a table that was there before."""

from __future__ import annotations

from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.schema import field_place
from dataflow_debugger.agent.checks.view import View


@check
def text_field_written(view: View) -> Verdict:
    """A failed write handed a text to a field that the model declares as text.

    Binds model, field, file, line. UNKNOWN when no write was observed.
    """
    writes = view.calls("express*.create|express*.update|express*.upsert|express*.bulk_create")
    if not writes:
        return UNKNOWN
    for call in writes:
        args: Any = call.args if isinstance(call.args, dict) else {}
        model = view.model(str(args.get("model")))
        data = args.get("data") or args.get("fields")
        for name, value in data.items() if isinstance(data, dict) and not call.ok and model else ():
            field = model.fields.get(name) if model else None
            if field is not None and field.type == "str" and str(value).startswith("<str"):
                file, line = view.at(call.at)
                said = f"{args['model']}.{name} is str, and the call hands over a text"
                return holds(Claim(said, file, line), model=args["model"], field=name, file=file, line=line)
    return FAILS


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
            if field and field.type == "float" and value == "<float>" and result.get(name) == "<int>":
                file, line = field_place(view, model.name, name)
                said = f"{model.name}.{name} was written as a float and came back as an int"
                return holds(
                    Claim(said, file, line, value=view.line_text(file, line)),
                    model=model.name, field=name, file=file, line=line,
                )  # fmt: skip
    return FAILS
