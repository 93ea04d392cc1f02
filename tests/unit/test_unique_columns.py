"""Keys that the user's own SQL gives a table, and the edit that adds one."""

from __future__ import annotations

import pytest
from edit_samples import edited
from evidence_samples import view

from dataflow_debugger.agent.checks.written_tables import written_keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("CREATE TABLE t (id INT PRIMARY KEY, a TEXT UNIQUE, b TEXT)", [("id",), ("a",)]),
        ("create table if not exists `t` (a INT, b INT, UNIQUE KEY k (`a`, b(20)))", [("a", "b")]),
        ("CREATE TABLE t (a INT, CONSTRAINT c UNIQUE (a))", [("a",)]),
        ("CREATE TABLE t (a INT -- UNIQUE (a)\n)", []),
        ("CREATE TABLE t (a INT); CREATE UNIQUE INDEX i ON t (a DESC);", [("a",)]),
        ("CREATE TABLE t (a INT); ALTER TABLE t ADD CONSTRAINT c UNIQUE (a);", [("a",)]),
        ("CREATE TABLE t (a INT); CREATE UNIQUE INDEX i ON u (a);", []),
        ("CREATE TABLE other (a INT UNIQUE)", None),
    ],
)
def test_keys_of_a_table_are_read(text: str, keys: list[tuple[str, ...]] | None) -> None:
    assert written_keys(view(source={"schema.sql": text}), "t") == keys


def test_keys_are_read_across_strings_of_python() -> None:
    text = 'SQL = (\n    "CREATE TABLE t (id INT,"\n    " mail TEXT NOT NULL UNIQUE)"\n)\n'
    assert written_keys(view(source=text), "t") == [("mail",)]


def _unique(files: dict[str, str]) -> dict[str, str]:
    return edited(files, "make_unique", {"model": "T", "table": "t", "fields": "a, b"})


def test_a_script_gets_a_line_of_its_own() -> None:
    files = {
        "app.py": "x = 1\n",
        "schema.sql": "CREATE TABLE t (\n    a INT,\n    b INT -- (old\n) ENGINE=InnoDB;\n",
    }
    changed = _unique(files)["schema.sql"]
    assert (
        changed == "CREATE TABLE t (\n    a INT,\n    b INT,\n    UNIQUE (a, b) -- (old\n) ENGINE=InnoDB;\n"
    )


def test_a_string_of_python_is_completed() -> None:
    text = 'SQL = (\n    "CREATE TABLE t (a INT,"\n    " b INT"\n    ")"\n)\n'
    assert '" b INT"\n    ", UNIQUE (a, b))"' in _unique({"app.py": text})["app.py"]


def test_a_constant_names_the_table() -> None:
    text = 'TABLE = "t"\nSQL = f"CREATE TABLE {TABLE} (a INT UNIQUE, b INT)"\n'
    assert written_keys(view(source=text), "t") == [("a",)]
    assert "b INT, UNIQUE (a, b))" in _unique({"app.py": text})["app.py"]


def test_without_own_sql_the_model_declares_it() -> None:
    text = "@db.model\nclass T:\n    a: int\n    b: int\n"
    assert '"fields": ["a", "b"], "unique": True' in _unique({"app.py": text})["app.py"]
