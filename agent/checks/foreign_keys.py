"""Checks of foreign keys that a SQLite connection did not look at."""

from __future__ import annotations

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.view import View


@check
def orphans_left(view: View, on_delete: str | None = None) -> Verdict:
    """After the run a table of a SQLite file holds rows whose foreign key leads to no row.

    `on_delete` is a glob over what the key says of a deletion (`CASCADE`, `NO ACTION`). Binds table, column, parent
    (its table), rows, on_delete. UNKNOWN when no table is known.
    """
    inspector = view.evidence.inspector
    known = False
    for one in inspector.databases if inspector else []:
        for name, table in one.tables.items():
            known = True
            for lost in table.orphans:
                if not glob(on_delete, lost.on_delete):
                    continue
                says = f", which says ON DELETE {lost.on_delete}" if lost.on_delete != "NO ACTION" else ""
                text = f"In '{name}' {lost.rows} rows refer by '{lost.column}' to no row of '{lost.parent}'"
                return holds(
                    Claim(text + says, value=one.path),
                    table=name, column=lost.column, parent=lost.parent, rows=lost.rows, on_delete=lost.on_delete,
                )  # fmt: skip
    return FAILS if known else UNKNOWN
