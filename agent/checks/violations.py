"""Checks of the database's own refusals: constraints in the words of SQLite, PostgreSQL and MySQL."""

from __future__ import annotations

import re
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.payloads import payloads
from dataflow_debugger.agent.checks.view import Text, View

_UNIQUE = (
    re.compile(r"UNIQUE constraint failed: (?P<table>\w+)\.(?P<column>\w+)(?P<more>(?:, \w+\.\w+)*)"),
    re.compile(r'duplicate key value violates unique constraint "?(?P<constraint>[\w.]+)"?'),
    re.compile(r"Duplicate entry '.*?' for key '(?P<constraint>[\w.]+)'"),
)
_NOT_NULL = (
    re.compile(r"NOT NULL constraint failed: (?P<table>\w+)\.(?P<column>\w+)"),
    re.compile(
        r'null value in column "?(?P<column>\w+)"?(?: of relation "?(?P<table>\w+)"?)? violates not-null'
    ),
    re.compile(r"Column '(?P<column>\w+)' cannot be null"),
    re.compile(r"Field '(?P<column>\w+)' doesn't have a default value"),
)
_FOREIGN = (
    re.compile(r"FOREIGN KEY constraint failed"),
    re.compile(
        r'on table "?(?P<table>\w+)"? violates foreign key constraint "?(?P<constraint>\w+)"?'
        r'(?: on table "?(?P<child>\w+)"?)?'
    ),
    re.compile(
        r"a foreign key constraint fails"
        r"(?: \(`?\w+`?\.`?(?P<table>\w+)`?, CONSTRAINT `?(?P<constraint>\w+)`?)?"
    ),
)
_CHECK = (
    re.compile(r"CHECK constraint failed: (?P<constraint>\w+)"),
    re.compile(r'violates check constraint "?(?P<constraint>\w+)"?'),
)
# How the record of a call tells an exception from a refusal that was returned.
_RAISED = re.compile(r"^\w+(?:Error|Exception|Violation|Interrupt)\b: ")
_STATES = {"unique": "23505", "not_null": "23502", "foreign_key": "23503", "check": "23514"}


@check
def unique_violation(view: View) -> Verdict:
    """A row was refused because a unique value (or the primary key) exists already.

    Binds table, column, columns, constraint, model, operation, node, file, line. FAILS when nothing says so.
    """
    return _violation(view, "unique", _UNIQUE, "the value exists already")


@check
def not_null_violation(view: View) -> Verdict:
    """A row was refused because a column that may not be NULL got none. Binds as `unique_violation` does."""
    return _violation(view, "not_null", _NOT_NULL, "the column may not be NULL")


@check
def foreign_key_violation(view: View) -> Verdict:
    """A row was refused because the row it refers to does not exist, or is still referred to.

    Binds as `unique_violation` does.
    """
    return _violation(view, "foreign_key", _FOREIGN, "the row it refers to does not exist, or is referred to")


@check
def check_violation(view: View) -> Verdict:
    """A row was refused by a CHECK constraint. Binds as `unique_violation` does."""
    return _violation(view, "check", _CHECK, "a CHECK constraint refuses it")


def _violation(view: View, kind: str, patterns: tuple[re.Pattern[str], ...], why: str) -> Verdict:
    groups = _by_text(_live_texts(view), patterns)
    if groups is None and _told_by_driver(view):
        groups = _by_state(view, _STATES[kind]) or _by_text(view.all_texts, patterns)
    if groups is None:
        return FAILS
    model = _model(view, groups)
    column = groups.get("column") or _column(model, groups, view)
    place = _place(view, model)
    table = groups.get("table") or (model.table if model else None)
    subject = (
        f"{table}.{column}"
        if table and column
        else column or table or groups.get("constraint") or "the table"
    )
    claim = Claim(
        f"The database refused the row: {subject}, {why}", place["file"], place["line"], place["node"]
    )
    return holds(
        claim,
        table=table,
        column=column,
        field=column,
        constraint=groups.get("constraint"),
        model=model.name if model else None,
        **place,
    )


def _by_state(view: View, state: str) -> dict[str, Any] | None:
    """The driver's own exception, which names table, column and constraint (PostgreSQL)."""
    for one in view.chain:
        found = str(one.attributes.get("sqlstate") or one.attributes.get("pgcode") or "")
        if found == state:
            names = {"table": "table_name", "column": "column_name", "constraint": "constraint_name"}
            return {ours: one.attributes.get(theirs) for ours, theirs in names.items()}
    return None


def _live_texts(view: View) -> list[Text]:
    """The texts of failures that nobody handled: a refusal that was raised and caught is none."""
    raised = [Text(one.message, "exception") for one in view.raised]
    background = [Text(r.message, "log") for r in view.evidence.logs if r.logger == "asyncio"]
    returned = [t for t in view.all_texts if t.origin == "call" and not _RAISED.match(t.text)]
    return [*raised, *(t for t in view.all_texts if t.origin == "outcome"), *returned, *background]


def _told_by_driver(view: View) -> bool:
    """Whether the uncaught failure is one of DataFlow's own, which may hide what the driver said."""
    root = view.root
    if root is None:
        return any(record.logger == "asyncio" for record in view.evidence.logs)
    return root.type.split(".")[0] in ("kailash", "dataflow", "asyncpg") or "failed for model" in root.message


def _by_text(texts: list[Text], patterns: tuple[re.Pattern[str], ...]) -> dict[str, Any] | None:
    for text in texts:
        for pattern in patterns:
            found = pattern.search(text.text)
            if found:
                return {**found.groupdict(), "node": text.node}
    return None


def _model(view: View, groups: dict[str, Any]) -> Any:
    table = groups.get("table")
    for model in view.models:
        if table and model.table == table:
            return model
    constraint = groups.get("constraint") or ""
    fitting = [model for model in view.models if model.table and model.table in constraint]
    return max(fitting, key=lambda model: len(model.table or ""), default=None)


def _column(model: Any, groups: dict[str, Any], view: View) -> str | None:
    """The column in a constraint's name: `users_email_key`, `users_pkey`, `users.email`."""
    constraint = groups.get("constraint") or ""
    if model is None or not constraint:
        return None
    if constraint.endswith(("_pkey", "PRIMARY")):
        return next((name for name, field in model.fields.items() if field.primary_key), "id")
    return next((name for name in sorted(model.fields, key=len, reverse=True) if name in constraint), None)


def _place(view: View, model: Any) -> dict[str, Any]:
    """Where the refused write stands: the failed payload, else the deepest user frame."""
    for payload in payloads(view):
        if not payload.ok and payload.role == "fields" and (model is None or payload.model == model.name):
            return {
                "file": payload.file,
                "line": payload.line,
                "node": payload.node,
                "operation": payload.operation,
            }
    frame = view.user_frame
    file, line = (frame.file, frame.line) if frame else (None, None)
    return {"file": file, "line": line, "node": None, "operation": None}


@check
def same_key_written_twice(view: View) -> Verdict:
    """The program creates a row with the same literal id or key more than once.

    Binds model, key, value, lines, file, line (of the second write). UNKNOWN when the source shows no literal
    of a create.
    """
    seen: dict[tuple[str, str, str], tuple[str | None, int]] = {}
    known = False
    for payload in payloads(view):
        if payload.operation not in ("create", "bulk_create") or payload.role != "fields":
            continue
        for item in payload.items:
            if item.key != "id" or item.text[:1] not in "\"'0123456789":
                continue
            known = True
            place = (item.source.file, item.line)
            first = seen.setdefault((payload.model, item.key, item.text), place)
            if first != place:
                text = (
                    f"{payload.model} is created twice with {item.key}={item.text}, first in line {first[1]}"
                )
                claim = Claim(text, item.source.file, item.line, payload.node, item.text)
                return holds(
                    claim,
                    model=payload.model,
                    key=item.key,
                    value=item.text,
                    file=item.source.file,
                    line=item.line,
                    lines=[first[1], item.line],
                )
    return FAILS if known else UNKNOWN
