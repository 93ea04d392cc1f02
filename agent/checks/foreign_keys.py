"""Checks of foreign keys that a SQLite connection did not look at."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Orphans

_EXECUTES = ("execute", "executemany", "executescript")


def _orphans(view: View) -> Iterator[tuple[str, str, Orphans]]:
    """File, table and key of all rows whose foreign key leads to no row."""
    inspector = view.evidence.inspector
    for one in inspector.databases if inspector else []:
        for name, table in one.tables.items():
            yield from ((one.path, name, lost) for lost in table.orphans)


def _held(path: str, table: str, lost: Orphans, *more: Claim, **bindings: object) -> Verdict:
    says = f", which says ON DELETE {lost.on_delete}" if lost.on_delete not in ("", "NO ACTION") else ""
    text = f"In '{table}' {lost.rows} rows refer by '{lost.column}' to no row of '{lost.parent}'{says}"
    bound = {"table": table, "child": table, "key": lost.key or "id", **lost.model_dump(exclude={"key"})}
    found = holds(Claim(text, value=path), **bound, **bindings)
    return Verdict(found.answer, (*found.claims, *more), found.bindings)


@check
def orphans_left(view: View, on_delete: str | None = None) -> Verdict:
    """After the run a table of a SQLite file holds rows whose foreign key leads to no row.

    `on_delete` is a glob over what the key says of a deletion (`CASCADE`, `NO ACTION`). Binds table, column, parent
    (its table), key (of the parent), rows, on_delete. UNKNOWN when no table is known.
    """
    for path, name, lost in _orphans(view):
        if glob(on_delete, lost.on_delete):
            return _held(path, name, lost)
    return FAILS if view.evidence.inspector and view.evidence.inspector.databases else UNKNOWN


@check
def orphans_made_by_statement(view: View) -> Verdict:
    """Rows whose foreign key leads to no row are left, and a connection without foreign keys has made them.

    That is a statement of `transactions_sync`, or of the program's own `sqlite3` connection where nothing switches
    foreign keys on. Binds what `orphans_left` does, and file, line (of the statement), through (transaction or
    connection). UNKNOWN when no table is known.
    """
    for path, table, lost in _orphans(view):
        made = re.compile(
            rf"(?i)\b(?:delete\s+from\s+[\"`\[]?{re.escape(lost.parent)}\b"
            rf"|insert\s+(?:or\s+\w+\s+)?into\s+[\"`\[]?{re.escape(table)}\b"
            rf"|update\s+[\"`\[]?(?:{re.escape(table)}|{re.escape(lost.parent)})\b)"
        )
        for through, file, line in (*_in_transaction(view, made), *_by_connection(view, made)):
            claim = Claim(
                f"A {through} of its own, which does not check foreign keys, ran this statement",
                file,
                line,
                value=view.line_text(file, line),
            )
            return _held(path, table, lost, claim, file=file, line=line, through=through)
    return FAILS if view.evidence.inspector and view.evidence.inspector.databases else UNKNOWN


def _in_transaction(view: View, made: re.Pattern[str]) -> Iterator[tuple[str, str | None, int | None]]:
    for call in view.calls("transactions_sync.execute_raw"):
        if call.ok and isinstance(call.args, dict) and made.search(str(call.args.get("sql"))):
            yield ("transaction", *view.at(call.at))


def _by_connection(view: View, made: re.Pattern[str]) -> Iterator[tuple[str, str | None, int | None]]:
    """Statements of connections that come from `sqlite3.connect`, by the SQL in the source."""
    texts = [source.text for source in view.sources.values()]
    if any("foreign_keys" in text for text in texts) or not any("sqlite3.connect" in text for text in texts):
        return
    for source in view.sources.values():
        for call in source.calls():
            sql = call.args[0] if call.args else None
            if (
                isinstance(call.func, ast.Attribute)
                and call.func.attr in _EXECUTES
                and isinstance(sql, ast.Constant)
                and made.search(str(sql.value))
            ):
                yield "connection", source.file, call.lineno
