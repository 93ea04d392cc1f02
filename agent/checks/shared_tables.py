"""Checks of two models that read and write one table."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.model_source import model_class, model_classes
from dataflow_debugger.agent.checks.payloads import payloads
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Model


@check
def models_share_table(view: View) -> Verdict:
    """Two models of one instance have one table, because both name it or one inherits the other's name for it.

    Binds table, model (the one that inherits the name, else the later), other, own (a table of its own for it),
    file, line (of its `__tablename__`, else of its class). UNKNOWN without models.
    """
    seen: dict[tuple[int, str], Model] = {}
    for later in view.models:
        first = seen.setdefault((later.instance, later.table or ""), later)
        if first.name == later.name:
            continue
        heir = next((one for one in (later, first) if _inherits_name(view, one.name)), None)
        # Two classes with the same fields and the same name for the table may well be meant so.
        if heir is None and set(first.fields) == set(later.fields):
            continue
        model = heir or later
        other = first if model is later else later
        found = model_class(view, model.name)
        file, line = (found[0], found[1].lineno) if found else (None, None)
        named = _name_of_table(found[1]) if found else None
        said = f"{other.name} and {model.name} both have the table '{model.table}'"
        if heir is not None:
            said += f"; {model.name} inherits __tablename__ from its base class"
        elif named is not None:
            line = named.lineno
        return holds(
            Claim(said, file, line, value=view.line_text(file, line)),
            table=model.table, model=model.name, other=other.name, own=_own_table(view, model, other), file=file,
            line=line,
        )  # fmt: skip
    return FAILS if view.models else UNKNOWN


def _name_of_table(owner: ast.ClassDef) -> ast.Assign | ast.AnnAssign | None:
    """The statement of a class that names the table."""
    for statement in owner.body:
        if isinstance(statement, (ast.Assign, ast.AnnAssign)):
            targets = [statement.target] if isinstance(statement, ast.AnnAssign) else statement.targets
            if getattr(targets[0], "id", None) == "__tablename__":
                return statement
    return None


def _inherits_name(view: View, model: str) -> bool:
    """Whether a model's class has no name for the table of its own, and one that it derives from has."""
    classes = [owner for _, owner in model_classes(view, model)]
    own = classes[:1] and _name_of_table(classes[0])
    return not own and any(_name_of_table(owner) for owner in classes[1:])


def _own_table(view: View, model: Model, other: Model) -> str:
    """A name for the model's own table that no model has."""
    rest = model.name.removeprefix(other.name)
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", rest or model.name).lower().strip("_")
    name = f"{model.table}_{words}" if rest and rest != model.name else f"{words}_rows"
    return name if all(one.table != name for one in view.models) else f"{name}_own"


@check
def shared_table_noticed(view: View) -> Verdict:
    """A required column of another model was missing, or rows of two models were written to one table.

    FAILS when only one of the models that share a table was written, UNKNOWN without a write.
    """
    missing = re.compile(
        r"NOT NULL constraint failed|violates not-null constraint|doesn't have a default value"
    )
    told = next((text for text in view.all_texts if missing.search(text.text)), None)
    if told is not None:
        return holds(Claim(told.text[:120]))
    written = {one.model for one in payloads(view) if one.role == "fields" and one.ok}
    tables = [(model.table, model.name) for model in view.models if model.name in written]
    for table, name in dict.fromkeys(tables):
        other = next((two for one, two in tables if one == table and two != name), None)
        if other is not None:
            return holds(Claim(f"Rows of {name} and of {other} were written to '{table}'"))
    return FAILS if written else UNKNOWN
