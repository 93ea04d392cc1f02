"""Deletions that the database refuses because other rows refer to the row, and their edit."""

from __future__ import annotations

from typing import Any

import pytest
from edit_samples import app, untouched
from evidence_samples import call, view

from dataflow_debugger.agent.checks import Answer, run

POSTGRES = (
    'update or delete on table "clubs" violates foreign key constraint "players_home_fkey" on table "players"'
)
MYSQL = (
    "Cannot delete or update a parent row: a foreign key constraint fails (`test`.`players`, CONSTRAINT "
    "`players_ibfk_1` FOREIGN KEY (`home`) REFERENCES `clubs` (`id`))"
)
SQLITE = "FOREIGN KEY constraint failed"
TABLE = "TABLES = '''CREATE TABLE players (id TEXT, home TEXT NOT NULL REFERENCES clubs (id));'''\n"
APART = "TABLES = '''CREATE TABLE players (id TEXT, home TEXT, FOREIGN KEY (home) REFERENCES clubs(id));'''\n"


def models(field: str = "home") -> dict[str, Any]:
    text = {"type": "str", "required": True}
    listed = [
        {"name": "Club", "table": "clubs", "fields": {"id": text}},
        {"name": "Player", "table": "players", "fields": {"id": text, field: text}},
    ]
    return {"models": listed}


def quiet(said: str, source: str = "", field: str = "home") -> Any:
    log = {
        "level": "ERROR",
        "logger": "dataflow.features.bulk",
        "message": f"bulk.bulk_delete_exception [error={said}]",
    }
    seen = call("express.bulk_delete", args={"model": "Club", "ids": ["<str:2>"]}, result=False)
    return view(inspector=models(field), calls=[seen], logs=[log], source=source)


@pytest.mark.parametrize(
    ("given", "column"),
    [
        (quiet(POSTGRES), "home"),
        (quiet(MYSQL), "home"),
        (quiet(SQLITE, TABLE), "home"),
        (quiet(SQLITE, APART), "home"),
        (quiet(SQLITE, field="club_id"), "club_id"),
        (quiet(SQLITE), None),
    ],
)
def test_a_bulk_delete_that_only_returned_false(given: Any, column: str | None) -> None:
    found = run(given, "deleted_row_referred_to", {"told": False})
    assert found.holds
    assert found.bindings.get("column") == column
    assert found.bindings.get("child") == ("Player" if column else None)
    assert run(given, "deleted_row_referred_to", {"told": True}).answer is Answer.FAILS


def test_a_bulk_delete_that_failed_for_another_reason() -> None:
    assert run(quiet("no such table"), "deleted_row_referred_to", {}).answer is Answer.FAILS


def test_a_delete_that_raised() -> None:
    seen = call("express.delete", args={"model": "Club", "id": "<str:2>"}, ok=False, error=f"E: {POSTGRES}")
    found = run(view(inspector=models(), calls=[seen]), "deleted_row_referred_to", {"told": True})
    assert (found.bindings["child"], found.bindings["column"]) == ("Player", "home")


FOUND = {"line": 2, "child": "Player", "column": "home"}


@pytest.mark.parametrize(
    ("before", "lines"),
    [
        (
            "db.express_sync.delete('Club', key)",
            [
                "referring = db.express_sync.list('Player', filter={'home': key}, limit=100000)",
                "db.express_sync.bulk_delete('Player', [row['id'] for row in referring])",
                "db.express_sync.delete('Club', key)",
            ],
        ),
        (
            "done = await db.express.bulk_delete('Club', [c['id'] for c in clubs])",
            [
                "ids = [c['id'] for c in clubs]",
                "referring = await db.express.list('Player', filter={'home': {'$in': ids}}, limit=100000)",
                "await db.express.bulk_delete('Player', [row['id'] for row in referring])",
                "done = await db.express.bulk_delete('Club', ids)",
            ],
        ),
    ],
)
def test_the_rows_that_refer_go_first(before: str, lines: list[str]) -> None:
    after = app(f"async def main():\n    {before}\n", "delete_children_first", FOUND)
    assert after.splitlines()[1:] == [f"    {line}" for line in lines]


def test_a_delete_in_a_comprehension_stays() -> None:
    program = "def clear(keys):\n    return [db.express_sync.delete('Club', key) for key in keys]\n"
    assert untouched(program, "delete_children_first", FOUND)


NO_LIST = "$in operator requires a list, got <class '{}'>"
NOT_OF_TYPE = "invalid input for query argument $1: *** ('str' object cannot be interpreted as an integer)"


@pytest.mark.parametrize(
    ("key", "ids", "said", "bound"),
    [
        ("int", ["<str:2>"], NOT_OF_TYPE, {"given": "str", "each": "int($VALUE)"}),
        ("str", ["<UUID>"], "type 'UUID' is not supported", {"given": "UUID", "each": "str($VALUE)"}),
        ("str", ["<str:2>"], NO_LIST.format("set"), {"given": "set", "whole": "list($VALUE)"}),
        ("str", "<generator>", NO_LIST.format("generator"), {"whole": "list($VALUE)"}),
        ("str", "<str:2>", NO_LIST.format("str"), {"whole": "[$VALUE]"}),
        # A tuple of texts for an integer key becomes a list when each is converted.
        ("int", ["<str:2>"], NO_LIST.format("tuple"), {"given": "str", "each": "int($VALUE)"}),
        ("int", ["<str:2>"], SQLITE, None),
        ("str", ["<str:2>"], NOT_OF_TYPE, None),
    ],
)
def test_ids_that_a_bulk_delete_refuses(key: str, ids: Any, said: str, bound: dict[str, str] | None) -> None:
    log = {"level": "ERROR", "logger": "x", "message": f"bulk.bulk_delete_exception [error={said}]"}
    model = {"name": "Club", "table": "clubs", "fields": {"id": {"type": key, "required": True}}}
    seen = call("express.bulk_delete", args={"model": "Club", "ids": ids}, result=False)
    found = run(view(inspector={"models": [model]}, calls=[seen], logs=[log]), "deleted_ids_refused", {})
    assert found.holds == (bound is not None)
    assert (bound or {}).items() <= found.bindings.items()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ids[a:b]", "[int(value) for value in ids[a:b]]"),
        ('["1", n]', '[int("1"), int(n)]'),
        ("(p for p in parts if p)", "[int(p) for p in parts if p]"),
        ("{row['no'] for row in rows}", "[int(row['no']) for row in rows]"),
    ],
)
def test_each_id_is_converted(before: str, after: str) -> None:
    program = "db.express_sync.bulk_delete('A', {})\n"
    assert app(program.format(before), "list_of_ids", {"line": 1}, each="int($VALUE)") == program.format(
        after
    )


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("ids=found", "ids=list(found)", "list($VALUE)"),
        ("(a, b)", "[a, b]", "list($VALUE)"),
        ("{a, b}", "[a, b]", "list($VALUE)"),
        ("(p for p in parts)", "[p for p in parts]", "list($VALUE)"),
        ("one", "[one]", "[$VALUE]"),
    ],
)
def test_the_ids_become_a_list(before: str, after: str, whole: str) -> None:
    program = "db.express_sync.bulk_delete('A', {})\n"
    assert app(program.format(before), "list_of_ids", {"line": 1}, whole=whole) == program.format(after)
