"""Rows of SQLite tables whose foreign key leads to no row."""

import sqlite3
import time
from pathlib import Path

import pytest
from edit_samples import app, untouched
from evidence_samples import models, view

from dataflow_debugger.agent.capture import databases
from dataflow_debugger.agent.checks import run

SQL = """
    CREATE TABLE beds (id TEXT PRIMARY KEY);
    CREATE TABLE pots (id TEXT, bed TEXT REFERENCES beds (id) ON DELETE CASCADE, tag TEXT REFERENCES tags (name));
    CREATE TABLE odd (id TEXT, soil TEXT REFERENCES beds (soil));
    INSERT INTO beds VALUES ('a');
    INSERT INTO pots VALUES ('1', 'a', NULL), ('2', 'b', NULL), ('3', 'c', NULL);
    INSERT INTO odd VALUES ('1', 'loam');
"""


@pytest.fixture
def tables(tmp_path: Path) -> dict[str, dict[str, object]]:
    with sqlite3.connect(tmp_path / "garden.db") as connection:
        connection.executescript(SQL)
    connection.close()
    errors: list[str] = []
    found = databases._tables(str(tmp_path / "garden.db"), time.monotonic() + 5, errors)
    assert not errors
    return found


def test_rows_without_their_parent_are_counted_by_key(tables: dict[str, dict[str, object]]) -> None:
    assert tables["pots"]["orphans"] == [
        {"column": "bed", "parent": "beds", "key": "id", "on_delete": "CASCADE", "rows": 2}
    ]
    assert tables["beds"]["orphans"] == []
    assert tables["odd"]["orphans"] == [], "a key that no constraint of the parent has cannot be checked"


def test_orphans_are_named(tables: dict[str, dict[str, object]]) -> None:
    seen = view(inspector=models(databases=[{"path": "garden.db", "tables": tables}]))
    found = run(seen, "orphans_left", {})
    assert (found.bindings["table"], found.bindings["column"], found.bindings["rows"]) == ("pots", "bed", 2)
    assert not run(seen, "orphans_left", {"on_delete": "NO ACTION"}).holds


PARENT = {"parent": "beds", "child": "pots", "column": "bed"}


@pytest.mark.parametrize(
    ("program", "first"),
    [
        (
            'await tx.execute_raw("DELETE FROM beds WHERE soil = ?;", [soil])\n',
            'await tx.execute_raw("DELETE FROM pots WHERE bed IN (SELECT id FROM beds WHERE soil = ?)", [soil])\n',
        ),
        (
            "run('delete from \"beds\"')\n",
            'run("DELETE FROM pots WHERE bed IN (SELECT id FROM beds)")\n',
        ),
    ],
)
def test_the_rows_that_refer_are_deleted_first(program: str, first: str) -> None:
    inside = f"async def clear(tx, soil, run):\n    {program}"
    after = app(inside, "delete_children_in_sql", {"file": "app.py", "line": 2}, **PARENT)
    assert after == f"async def clear(tx, soil, run):\n    {first}    {program}"


def test_other_statements_stay() -> None:
    program = 'tx.execute_raw("DELETE FROM beds_old WHERE id = 1")\ntx.execute_raw("DELETE FROM pots")\n'
    assert untouched(program, "delete_children_in_sql", {"file": "app.py", "line": 1}, **PARENT)


def test_each_named_connection_is_told() -> None:
    program = "import sqlite3\n\nlink = sqlite3.connect(FILE)\nlink.execute(SQL)\n"
    after = app(program, "check_foreign_keys", {}, through="connection")
    assert after.splitlines()[2:4] == [
        "link = sqlite3.connect(FILE)",
        'link.execute("PRAGMA foreign_keys = ON")',
    ]


@pytest.mark.parametrize(
    ("source", "through"),
    [
        ('link = sqlite3.connect(FILE)\nlink.execute("DELETE FROM beds")\n', "connection"),
        ('link = sqlite3.connect(FILE)\nlink.execute("DELETE FROM sheds")\n', None),
        (
            'a = sqlite3.connect(FILE)\na.execute("PRAGMA foreign_keys = ON")\na.execute("DELETE FROM beds")\n',
            None,
        ),
    ],
)
def test_which_statement_made_the_orphans(
    tables: dict[str, dict[str, object]], source: str, through: str | None
) -> None:
    seen = view(source=source, inspector=models(databases=[{"path": "garden.db", "tables": tables}]))
    assert run(seen, "orphans_made_by_statement", {}).bindings.get("through") == through
