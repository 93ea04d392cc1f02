"""Checks of attributes of a model's class that are no fields, because they have no annotation."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.model_source import model_class
from dataflow_debugger.agent.checks.payloads import model_names, payloads
from dataflow_debugger.agent.checks.shapes import leaf_type
from dataflow_debugger.agent.checks.view import View


def _attributes(owner: ast.ClassDef) -> Iterator[tuple[str, ast.Assign]]:
    """The plain assignments of a class body."""
    for statement in owner.body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        if isinstance(target, ast.Name) and isinstance(statement, ast.Assign):
            yield target.id, statement


@check
def field_without_annotation(view: View) -> Verdict:
    """A model has an attribute without annotation (or one that starts with `_`), which is no column.

    Binds model, field, value, file, line. UNKNOWN when no model's source is known.
    """
    seen = False
    for name in model_names(view):
        found = model_class(view, name)
        if found is None:
            continue
        seen = True
        file, node = found
        for statement in node.body:
            target = statement.targets[0] if isinstance(statement, ast.Assign) else None
            if isinstance(target, ast.Name) and not target.id.startswith("__"):
                value = ast.unparse(statement.value) if isinstance(statement, ast.Assign) else ""
                text = f"{name}.{target.id} has no annotation, so it is no field of the model"
                claim = Claim(text, file, statement.lineno, value=ast.unparse(statement))
                return holds(
                    claim, model=name, field=target.id, value=value, file=file, line=statement.lineno
                )
    return FAILS if seen else UNKNOWN


@check
def attribute_value_given(view: View) -> Verdict:
    """A write or filter gives a value for an attribute of the model's class that is no field, or a record lacks it.

    Binds model, field, to (the type of its value), operation, node, api, file, line. UNKNOWN when no use of a
    model with source was seen.
    """
    seen = False
    for payload in payloads(view):
        found = model_class(view, payload.model)
        if found is None:
            continue
        seen = True
        file, owner = found
        for name, statement in _attributes(owner):
            if name not in payload.keys:
                continue
            where, line = payload.place(name)
            text = f"{payload.subject} gives a value for '{name}'"
            kind = _type_of(statement.value) or leaf_type(payload.keys[name]) or "str"
            claim = Claim(text, where, line, payload.node)
            return holds(
                claim, model=payload.model, field=name, to=kind, file=file, line=statement.lineno,
            )  # fmt: skip
    return _missing_in_record(view) if seen else UNKNOWN


def _missing_in_record(view: View) -> Verdict:
    """A KeyError names an attribute of a model's class that is no field."""
    missing = next((one.message.strip("'") for one in view.raised if one.type.endswith("KeyError")), None)
    for model in model_names(view) if missing else ():
        found = model_class(view, model)
        for name, statement in _attributes(found[1]) if found else ():
            if name == missing and found:
                claim = Claim(f"A record of {model} has no '{name}'", found[0], statement.lineno)
                kind = _type_of(statement.value) or "str"
                return holds(claim, model=model, field=name, to=kind, file=found[0], line=statement.lineno)
    return FAILS


def _type_of(value: ast.expr) -> str | None:
    """The type that a default shows; None for None and for what is no literal."""
    if isinstance(value, (ast.Dict, ast.List)):
        return type(value).__name__.lower()
    shown = type(value.value).__name__ if isinstance(value, ast.Constant) else "NoneType"
    return None if shown == "NoneType" else shown
