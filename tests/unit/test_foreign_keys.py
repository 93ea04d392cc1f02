"""Rows of SQLite tables whose foreign key leads to no row."""

import sqlite3
import time
from pathlib import Path

import pytest
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
        {"column": "bed", "parent": "beds", "on_delete": "CASCADE", "rows": 2}
    ]
    assert tables["beds"]["orphans"] == []
    assert tables["odd"]["orphans"] == [], "a key that no constraint of the parent has cannot be checked"


def test_orphans_are_named(tables: dict[str, dict[str, object]]) -> None:
    seen = view(inspector=models(databases=[{"path": "garden.db", "tables": tables}]))
    found = run(seen, "orphans_left", {})
    assert (found.bindings["table"], found.bindings["column"], found.bindings["rows"]) == ("pots", "bed", 2)
    assert not run(seen, "orphans_left", {"on_delete": "NO ACTION"}).holds
