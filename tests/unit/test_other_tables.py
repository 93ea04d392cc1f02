"""A model's missing table that is there under another name or in another schema, and reads that hide it."""

import pytest
from evidence_samples import models, view

from dataflow_debugger.agent.checks import run
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.checks.written_tables import schema_of
from dataflow_debugger.agent.silent import unhandled

COLUMNS = "(id text PRIMARY KEY, name text, email text, age integer, tags jsonb)"
HIDDEN = 'Database query failed: relation "users" does not exist'
READ = {
    "api": "express.read",
    "args": {"model": "User", "id": "<str:2>"},
    "result": "<None>",
    "at": "app.py:1",
}


def seen(sql: str, hidden: str | None = HIDDEN) -> View:
    return view(
        source={"app.py": "class User:\n    id: str\n", "old.sql": sql},
        inspector=models(),
        calls=[{**READ, "hidden": hidden}],
    )


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        (f"CREATE TABLE user {COLUMNS}", "user"),
        (f"CREATE TABLE tbl_user {COLUMNS}", "tbl_user"),
        (f"CREATE TABLE people {COLUMNS}", "people"),
        (f"CREATE TABLE people {COLUMNS}; CREATE TABLE members {COLUMNS}", None),
        ("CREATE TABLE user (id text, label text)", None),
        ("CREATE TABLE orders (id text, total integer)", None),
        (f"CREATE TABLE users {COLUMNS}", None),
    ],
)
def test_the_table_that_fits_a_model_whose_own_is_missing(sql: str, table: str | None) -> None:
    verdict = run(seen(sql), "table_under_other_name", {})
    assert verdict.holds is (table is not None)
    assert verdict.bindings.get("table") == table


def test_a_table_that_is_there_is_no_reason_to_look_for_another() -> None:
    assert not run(seen(f"CREATE TABLE user {COLUMNS}", None), "table_under_other_name", {}).holds


@pytest.mark.parametrize(
    ("sql", "schema"),
    [
        (f"CREATE TABLE IF NOT EXISTS depot.users {COLUMNS}", "depot"),
        ('SELECT count(*) FROM "depot"."users"', "depot"),
        (f"SET search_path TO depot, public; CREATE TABLE users {COLUMNS}", "depot"),
        (f"SET search_path = depot; CREATE TABLE others {COLUMNS}", None),
        (f"CREATE TABLE public.users {COLUMNS}", None),
        (f"CREATE TABLE users {COLUMNS}", None),
    ],
)
def test_the_schema_that_the_sql_names(sql: str, schema: str | None) -> None:
    assert schema_of(seen(sql), "users") == schema
    assert run(seen(sql), "table_in_other_schema", {}).holds is (schema is not None)


def test_a_read_that_hides_an_error() -> None:
    verdict = run(seen(""), "read_hides_error", {})
    assert verdict.holds and verdict.bindings["table"] == "users" and verdict.bindings["line"] == 1
    assert not run(seen(""), "read_hides_error", {"what": "column"}).holds
    assert run(seen("", 'column "id" does not exist'), "read_hides_error", {"what": "column"}).holds
    assert not run(seen("", None), "read_hides_error", {}).holds


def test_a_hidden_error_is_told_of_a_run_that_raised_nothing() -> None:
    assert [one.at for one in unhandled(seen("").evidence)] == ["app.py:1"]
    assert unhandled(seen("", None).evidence) == []
