"""Checks of the database's own refusals: constraints in the words of SQLite, PostgreSQL and MySQL."""

from __future__ import annotations

import ast
import re
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.payloads import payloads
from dataflow_debugger.agent.checks.view import Text, View
from dataflow_debugger.agent.pattern_source import Source

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
    live = _live_texts(view)
    groups = _by_text(live, patterns)
    if groups is None and _told_by_driver(view) and not _says_another(live, patterns):
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


def _says_another(texts: list[Text], patterns: tuple[re.Pattern[str], ...]) -> bool:
    """Whether the failure itself names a constraint of another kind; logs then are about something else."""
    kinds = (_UNIQUE, _NOT_NULL, _FOREIGN, _CHECK)
    raised = [one for one in texts if one.origin == "exception"]
    return any(_by_text(raised, kind) is not None for kind in kinds if kind is not patterns)


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


@check
def create_node_refused(view: View) -> Verdict:
    """A create node failed. Binds model, operation, node, node_type, file, line."""
    for node, error in view.failed_nodes.items():
        made = view.generated(view.nodes[node].type) if node in view.nodes else None
        if made and made.operation == "create":
            file, line = view.place_of_node(node)
            claim = Claim(f"The create node '{node}' failed: {error[:160]}", file, line, node)
            return holds(
                claim,
                model=made.model,
                operation="create",
                node=node,
                node_type=view.nodes[node].type,
                file=file,
                line=line,
            )
    return FAILS


@check
def parent_created_later(view: View) -> Verdict:
    """A foreign key was refused, and the workflow creates the row that it refers to in a node of its own.

    Binds source (the node of the parent), output, target, input, file, line. FAILS when no such node is there.
    """
    refused = foreign_key_violation(view)
    target = next(iter(view.failed_nodes), None)
    column = refused.bindings.get("column")
    if not refused.holds or target is None or not column:
        return FAILS
    for node in view.nodes.values():
        made = view.generated(node.type)
        stem = re.sub(r"_id$|_key$", "", column).replace("_", "")
        linked = any(c.source == node.id and c.target == target for c in view.connections)
        if (
            made
            and made.operation in ("create", "upsert")
            and made.model.lower() == stem.lower()
            and not linked
            and node.id != target
        ):
            file, line = view.place_of_node(target)
            claim = Claim(
                f"Node '{node.id}' makes the row that '{target}' refers to; nothing says it runs first",
                file,
                line,
                target,
            )
            return holds(
                claim, source=node.id, output="id", target=target, input=column, file=file, line=line
            )
    return FAILS


_COUNTED = re.compile(r"\b(count|len)$")


@check
def id_counted_from_rows(view: View) -> Verdict:
    """A refused id is made of the number of rows: `f"e{db.express_sync.count('Entry') + 1}"`, `len(rows) + 1`.

    Binds expression (what makes the id), file, line. FAILS when the source shows none.
    """
    refused = unique_violation(view)
    if not refused.holds or refused.bindings.get("column") not in (None, "id"):
        return FAILS
    for source in view.sources.values():
        for node in source.nodes:
            if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)):
                continue
            one = isinstance(node.right, ast.Constant) and node.right.value == 1
            made = _text_around(source, node) if one and _counts(source, node.left) else None
            if made is not None:
                text = f"The id is the number of rows and one: {source.segment(made)}"
                claim = Claim(text, source.file, made.lineno, value=source.lines[made.lineno - 1].strip())
                return holds(
                    claim,
                    expression=source.segment(made),
                    model=refused.bindings.get("model"),
                    file=source.file,
                    line=made.lineno,
                )
    return FAILS


def _counts(source: Source, node: ast.expr) -> bool:
    """Whether an expression is `len(...)` or `....count(...)`, or a name that got one in the same scope."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and _COUNTED.search(ast.unparse(one.func)):
            return True
        if isinstance(one, ast.Name) and any(
            isinstance(call, ast.Call) and _COUNTED.search(ast.unparse(call.func))
            for value in _given(source, node, one.id)
            for call in ast.walk(value)
        ):
            return True
    return False


def _given(source: Source, near: ast.AST, name: str) -> list[ast.expr]:
    """What a name is assigned in the function around a place."""
    scope: ast.AST | None = source.function(near)
    return [
        statement.value
        for statement in ast.walk(scope or source.tree or ast.Module([], []))
        if isinstance(statement, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == name for target in statement.targets)
    ]


def _text_around(source: Source, node: ast.AST) -> ast.expr | None:
    """The f-string or `str(...)` that a number goes into, also by way of a name."""
    for one in source.ancestors(node):
        if _is_text(one):
            return one if isinstance(one, ast.expr) else None
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
            name = one.targets[0].id
            for other in ast.walk(source.function(one) or source.tree or ast.Module([], [])):
                used = any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(other))
                if isinstance(other, ast.expr) and _is_text(other) and used:
                    return other
        if isinstance(one, ast.stmt):
            return None
    return None


def _is_text(node: ast.AST) -> bool:
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str"
    return called or isinstance(node, ast.JoinedStr)


@check
def upsert_conflict_elsewhere(view: View) -> Verdict:
    """An Express upsert was refused for a unique column that is neither the id nor named in `conflict_on`.

    Binds column, model, file, line. FAILS otherwise.
    """
    refused = unique_violation(view)
    column = refused.bindings.get("column")
    if not refused.holds or column in (None, "id"):
        return FAILS
    for call in view.calls("express*.upsert"):
        given = call.args.get("conflict_on") if isinstance(call.args, dict) else None
        if not call.ok and not given:
            file, line = view.at(call.at)
            text = f"The upsert goes by id, and another row has the same {column}"
            claim = Claim(text, file, line, value=view.line_text(file, line))
            return holds(claim, column=column, model=refused.bindings.get("model"), file=file, line=line)
    return FAILS
