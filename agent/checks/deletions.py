"""Checks of deletions that were refused: because other rows refer to the row, or because of the ids given."""

from __future__ import annotations

import re
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.refused_values import plain_type
from dataflow_debugger.agent.checks.shapes import leaf_type, shape_text
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call, Model

_REFERRED = (
    re.compile(
        r'update or delete on table "?(?P<parent>\w+)"? violates (?:RESTRICT setting of )?foreign key constraint '
        r'"?(?P<constraint>\w+)"? on table "?(?P<child>\w+)"?'
    ),
    re.compile(
        r"a foreign key constraint fails \(`?\w+`?\.`?(?P<child>\w+)`?, CONSTRAINT `?(?P<constraint>\w+)`? "
        r"FOREIGN KEY \(`?(?P<column>\w+)`?\) REFERENCES `?(?P<parent>\w+)`?"
    ),
    re.compile(r"FOREIGN KEY constraint failed|a foreign key constraint fails"),
)
_TABLE = re.compile(
    r"create\s+table\s+(?:if\s+not\s+exists\s+)?[\"`]?(\w+)[\"`]?\s*\((.*?)\)\s*(?:;|\"\"\"|$)", re.I | re.S
)
# The column of a foreign key, which has its own definition or is part of the column's.
_KEY = re.compile(r"^\s*(?:(?:constraint\s+\w+\s+)?foreign\s+key\s*\(\s*)?[\"`]?(\w+)", re.I)


@check
def deleted_row_referred_to(view: View, told: bool | None = None) -> Verdict:
    """A delete or bulk delete of Express was refused because rows of another table refer to one of the rows.

    `told`: whether the call raised; a bulk delete only returns False. Binds model, parent (its table), child (the
    model that refers to it), column (of the child), api, file, line. UNKNOWN when no such call was seen.
    """
    seen = False
    for call in [*view.calls("express*.delete"), *view.calls("express*.bulk_delete")]:
        seen = True
        quiet = call.ok and call.result is False
        said = _said(view, "" if quiet else call.error or "") if quiet or not call.ok else None
        if said is None or told not in (None, not quiet):
            continue
        model = str(call.args.get("model") or "") if isinstance(call.args, dict) else ""
        found = _child(view, model, said)
        file, line = view.at(call.at)
        whom = f"rows of {found[0].table or found[0].name} refer" if found else "other rows refer"
        how = "and returned False" if quiet else "and raised an error"
        text = f"{call.api} of {model} deleted nothing, because {whom} to one of them, {how}"
        bound = {"child": found[0].name, "column": found[1]} if found else {}
        claim = Claim(text, file, line, value=view.line_text(file, line))
        return holds(
            claim, model=model, api=call.api, file=file, line=line, parent=said.get("parent"), **bound
        )
    return FAILS if seen else UNKNOWN


def _said(view: View, error: str) -> dict[str, str] | None:
    """What the database said of the reference; of a call that raised nothing, in the log of bulk operations."""
    texts = [error] if error else [r.message for r in view.evidence.logs if "bulk_delete" in r.message]
    for pattern in _REFERRED:
        for text in texts:
            found = pattern.search(text)
            if found is not None:
                return {name: value for name, value in found.groupdict().items() if value}
    return None


def _child(view: View, model: str, said: dict[str, str]) -> tuple[Model, str] | None:
    """The model whose rows refer to the deleted ones, and its field that does."""
    parent = view.model(model)
    for child in view.models:
        if said.get("child") not in (None, child.table) or (child.name == model and "child" not in said):
            continue
        named = said.get("column") or said.get("constraint", "").removeprefix(f"{child.table}_")
        column = next((f for f in child.fields if named in (f, f"{f}_fkey")), None)
        column = column or _declared(view, child, parent) or _by_name(child, model, parent)
        if column is not None:
            return child, column
    return None


def _declared(view: View, child: Model, parent: Model | None) -> str | None:
    """The column that a CREATE TABLE in the user's texts lets refer to the parent's table."""
    for source in view.evidence.source:
        for table, body in _TABLE.findall(source.text) if parent is not None and parent.table else ():
            for part in body.split(",") if table == child.table else ():
                refers = parent is not None and re.search(rf"references\s+[\"`]?{parent.table}\b", part, re.I)
                named = _KEY.search(part) if refers else None
                if named is not None and named[1] in child.fields:
                    return named[1]
    return None


def _by_name(child: Model, model: str, parent: Model | None) -> str | None:
    """A field such as `club_id`, whose name is that of the parent or the end of it."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", model).lower()
    stems = {snake, snake.rpartition("_")[2], (parent.table or "").removesuffix("s") if parent else ""}
    return next((name for name in child.fields if name.endswith("_id") and name[:-3] in stems), None)


_NO_LIST = re.compile(r"\$in operator requires a list, got <class '(\w+)'>")
_NOT_OF_TYPE = re.compile(
    r"invalid input for query argument|operator does not exist|"
    r"type '[\w.]+' is not supported|Error binding parameter"
)
# What makes an id of another type one of the key's; a key of any other annotation is stored as text.
_AS_KEY = {"int": (("str", "float", "Decimal"), "int($VALUE)")}
_AS_TEXT = (("int", "float", "Decimal", "UUID", "date", "datetime", "bool"), "str($VALUE)")
_SINGLE = ("str", "int", "UUID")


@check
def deleted_ids_refused(view: View) -> Verdict:
    """The ids of an Express bulk delete are no list, or not of the key's type, so that it deleted nothing.

    It only returned False. Binds given (the type), each (an expression with $VALUE that converts one id), whole
    (one that makes a list of the ids), model, api, file, line. UNKNOWN when no such call was seen.
    """
    told = [record.message for record in view.evidence.logs if "bulk_delete" in record.message]
    listed = next((found[1] for text in told if (found := _NO_LIST.search(text))), None)
    refused = any(map(_NOT_OF_TYPE.search, told))
    seen = False
    for call in view.calls("express*.bulk_delete"):
        seen = True
        if not call.ok or call.result is not False or not isinstance(call.args, dict):
            continue
        model, ids = str(call.args.get("model") or ""), call.args.get("ids")
        bound: dict[str, str] = {}
        given, each = _other_type(view, model, ids) if refused or listed else (None, None)
        if given is not None and each is not None:
            key = _key(view, model)
            bound, text = {"given": given, "each": each}, f"its ids are {given}, {model}.id is {key}"
        elif listed is not None and not isinstance(ids, dict):
            whole = "[$VALUE]" if listed in _SINGLE else "list($VALUE)"
            bound, text = {"given": listed, "whole": whole}, f"its ids are a {listed} and no list"
        if bound:
            return _ids_claim(view, call, text, model, bound)
    return FAILS if seen else UNKNOWN


def _ids_claim(view: View, call: Call, text: str, model: str, bound: dict[str, str]) -> Verdict:
    file, line = view.at(call.at)
    given = call.args.get("ids") if isinstance(call.args, dict) else None
    claim = Claim(
        f"{call.api} of {model} deleted nothing and returned False: {text}",
        file,
        line,
        None,
        shape_text(given),
    )
    return holds(claim, model=model, api=call.api, file=file, line=line, **bound)


def _key(view: View, model: str) -> str:
    """The plain type of the model's key, which is an integer where the model declares none."""
    known = view.model(model)
    field = known.fields.get("id") if known is not None else None
    return plain_type(field.type) if field is not None else "int"


def _other_type(view: View, model: str, ids: Any) -> tuple[str | None, str | None]:
    """The type of ids that the key's column does not take, and what converts one."""
    types, convert = _AS_KEY.get(_key(view, model), _AS_TEXT)
    for one in ids if isinstance(ids, list) else ():
        if leaf_type(one) in types:
            return leaf_type(one), convert
    return None, None
