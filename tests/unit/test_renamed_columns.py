"""Renamed fields whose old column the database still wants, told by the user's own SQL."""

import pytest
from edit_samples import edited
from evidence_samples import models, raised, view

from dataflow_debugger.agent.checks import run
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.checks.written_tables import written_columns

REFUSED = 'null value in column "{}" of relation "users" violates not-null constraint'
TABLE = """
CREATE TABLE IF NOT EXISTS "users" (
    id TEXT PRIMARY KEY, -- given, not counted
    label VARCHAR(20) NOT NULL,
    email TEXT, age INTEGER,
    tags JSON DEFAULT json_array(1, 2),
    CONSTRAINT named UNIQUE (label, email)
);
"""


def refused(sql: str, column: str = "label") -> View:
    return view(
        source={"app.py": "import restore\n", "old.sql": sql},
        inspector=models(),
        exception=raised("RuntimeError", REFUSED.format(column)),
    )


def test_columns_of_a_written_table() -> None:
    seen = refused(TABLE + "ALTER TABLE users ADD COLUMN city TEXT; ALTER TABLE users RENAME age TO years;")
    columns = {"id": "TEXT", "label": "VARCHAR", "email": "TEXT", "tags": "JSON", "city": "TEXT"}
    assert written_columns(seen, "users") == {**columns, "years": "INTEGER"}
    assert written_columns(seen, "others") is None


@pytest.mark.parametrize(
    ("sql", "renamed"),
    [
        (TABLE, True),
        # A number cannot have become the text of the new field, and without SQL nothing is known.
        (TABLE.replace("VARCHAR(20)", "INTEGER"), False),
        (TABLE.replace("email TEXT,", ""), False),
        ("", False),
    ],
)
def test_the_field_that_took_the_place(sql: str, renamed: bool) -> None:
    found = run(refused(sql), "required_column_unknown", {"renamed": True})
    assert found.holds is renamed
    assert not renamed or (found.bindings["field"], found.bindings["column"]) == ("name", "label")


def test_the_column_is_renamed_after_the_model() -> None:
    program = "@db.model\nclass User:\n    id: str\n    name: str\n\n\nprint(1)\n"
    found = {"table": "users", "column": "label", "field": "name", "model": "User"}
    after = edited(program, "rename_old_column", found)["app.py"]
    assert "ALTER TABLE users RENAME COLUMN label_before TO name" in after
    # What was renamed at an earlier start must not be dropped at the next.
    assert after.index("RENAME COLUMN label TO") < after.index("DROP COLUMN name")
    assert after.index("class User") < after.index("ALTER") < after.index("print(1)")
