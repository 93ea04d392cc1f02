"""The edit that gives the old column of a renamed field its new name in the database."""

from __future__ import annotations

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_stored_values import after_model
from dataflow_debugger.agent.fixes.project import Project

# Nothing that was renamed may be dropped at the next start, so the old column goes first where it cannot be asked
# for: a cursor of aiosqlite gives no rows to a program without an event loop.
_SQLITE = """
try:
    with $DB.transactions_sync.begin() as transaction:
        transaction.execute_raw("ALTER TABLE {table} RENAME COLUMN {column} TO {column}_before")
        transaction.execute_raw("ALTER TABLE {table} DROP COLUMN {field}")
        transaction.execute_raw("ALTER TABLE {table} RENAME COLUMN {column}_before TO {field}")
except Exception as error:
    # At the next start it is done already.
    if 'no such column: "{column}"' not in str(error):
        raise
"""
_POSTGRESQL = """
with $DB.transactions_sync.begin() as transaction:
    columns = transaction.execute_raw(
        "SELECT column_name FROM information_schema.columns WHERE table_name = '{table}'"
    )
    names = [row["column_name"] for row in columns]
    if "{column}" in names:
        if "{field}" in names:
            transaction.execute_raw("ALTER TABLE {table} DROP COLUMN {field}")
        transaction.execute_raw("ALTER TABLE {table} RENAME COLUMN {column} TO {field}")
"""
_WAYS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


@edit
def rename_old_column(project: Project, at: At, *, table: str, column: str, field: str) -> None:
    """Rename a column to what the field is called now, once the model's table is there, unless it was done.

    The column that DataFlow added for the field is dropped for it. For PostgreSQL and SQLite.
    """
    way = _WAYS.get(project.dialect or "sqlite")
    if way is None or column == field:
        raise NoEdit("it is not known how this database is asked for its columns")
    remark = f"# The field {field} was called {column}; its column keeps the data under the new name."
    after_model(project, at, remark + way.format(table=table, column=column, field=field), [])
