"""The check of rows that are written without a field whose default is a function."""

from __future__ import annotations

import pytest
from evidence_samples import call, models, view

from dataflow_debugger.agent.checks import Answer, run

MODEL = "class User:\n    id: str\n    code: str = new_code\n"


def _answer(sql: str, **parts: object) -> Answer:
    inspected = models("User")
    inspected["models"][0]["fields"] = {
        "id": {"type": "str", "required": True, "primary_key": True},
        "code": {"type": "str", "required": False, "default": "<function>"},
    }
    return run(view(source=MODEL + sql, inspector=inspected, **parts), "function_left_to_column", {}).answer


@pytest.mark.parametrize(
    "sql",
    [
        'run("INSERT INTO users (id) VALUES (1)")\n',
        'run("insert or ignore into users (id) "\n    "values (?)")\n',
        'T = "users"\nrun(f"INSERT INTO {T}(id) SELECT id FROM old")\n',
        "run('INSERT INTO \"users\" (id) VALUES (1)')\n",
        'run("INSERT INTO users DEFAULT VALUES")\n',
    ],
)
def test_an_insert_without_the_column(sql: str) -> None:
    assert _answer(sql) is Answer.HOLDS


@pytest.mark.parametrize(
    "sql",
    [
        "",
        'run("INSERT INTO users (id, code) VALUES (1, 2)")\n',
        'run("INSERT INTO users VALUES (1, 2)")\n',
        'run("INSERT INTO others (id) VALUES (1)")\n',
        'run(f"INSERT INTO users ({names}) VALUES (1)")\n',
    ],
)
def test_an_insert_that_gives_the_column(sql: str) -> None:
    assert _answer(sql) is Answer.FAILS


def test_a_bulk_create_without_the_field() -> None:
    record = {"model": "User", "records": [{"id": "<str:1>"}]}
    assert _answer("", calls=[call("express_sync.bulk_create", 4, args=record)]) is Answer.HOLDS
    record["records"][0]["code"] = "<str:3>"
    assert _answer("", calls=[call("express_sync.bulk_create", 4, args=record)]) is Answer.FAILS
