"""Checks of pydantic classes as models: the defaults that DataFlow does not find on them."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.filters import bindings_of
from dataflow_debugger.agent.checks.model_source import field_statement, model_class, model_classes
from dataflow_debugger.agent.checks.payloads import payloads
from dataflow_debugger.agent.checks.view import View

_PYDANTIC = re.compile(r"(^|\.)(BaseModel|SQLModel|BaseSettings|GenericModel)$")


@check
def pydantic_default_lost(view: View) -> Verdict:
    """A create fails without fields for which the model's class, a pydantic one, has defaults.

    Binds field, fields (those with a default), model, base, owner (the class that has the base), operation, node,
    api, file, line (of the call). UNKNOWN when no create was seen.
    """
    seen = False
    for payload in payloads(view):
        model = view.model(payload.model)
        if payload.operation not in ("create", "bulk_create") or payload.role != "fields" or model is None:
            continue
        seen = True
        base = _pydantic_base(view, model.name)
        if payload.ok or base is None:
            continue
        fed = {one.input.split(".")[0] for one in view.connections if one.target == payload.node}
        lacking = [n for n, f in model.fields.items() if f.required and n not in {*payload.keys, *fed}]
        lost = [name for name in lacking if _has_default(view, model.name, name)]
        if not lost:
            continue
        file, line = _place_of_class(view, model.name)
        text = (
            f"{model.name} is a pydantic model ({base[1]}), and the default of {lost[0]} stays with pydantic"
        )
        got = Claim(f"{payload.subject} lacks {', '.join(lost)}", payload.file, payload.line, payload.node)
        known = {**bindings_of(payload), "file": payload.file, "line": payload.line}
        return holds(
            Claim(text, file, line, value=view.line_text(file, line)), got,
            **{**known, "field": lost[0], "fields": lost, "base": base[1], "owner": base[0]},
        )  # fmt: skip
    return FAILS if seen else UNKNOWN


def _pydantic_base(view: View, model: str) -> tuple[str, str] | None:
    """The class, of those that a model is made of, that derives from pydantic's, and the base as written."""
    for _, owner in model_classes(view, model):
        for node in owner.bases:
            if _PYDANTIC.search(ast.unparse(node)):
                return owner.name, ast.unparse(node)
    return None


def _has_default(view: View, model: str, field: str) -> bool:
    """Whether the class gives the field a value; `...` and `Field(...)` without a default are none."""
    declared = field_statement(view, model, field)
    value = declared[1].value if declared is not None else None
    if isinstance(value, ast.Call):
        words = {word.arg for word in value.keywords}
        first = value.args[0] if value.args else None
        return bool(words & {"default", "default_factory"}) or (first is not None and not _is_dots(first))
    return value is not None and not _is_dots(value)


def _is_dots(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def _place_of_class(view: View, model: str) -> tuple[str | None, int | None]:
    found = model_class(view, model)
    return (found[0], found[1].lineno) if found else (None, None)
