"""Checks of async use, of configuration and of what stands in the database."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_samples import USER, call, models, raised, view

from dataflow_debugger.agent.checks import Answer, run

POST = "async def post(x):\n    return db.express.create('User', x)\n"


def test_express_call_without_await() -> None:
    seen = view(source=POST, calls=[call("express.create", 2, awaited=False)])
    found = run(seen, "express_not_awaited", {})
    assert (found.bindings["line"], found.bindings["function"], found.bindings["async_function"]) == (
        2,
        "post",
        True,
    )
    right = view(source=POST, calls=[call("express.create", 2, awaited=True)])
    assert run(right, "express_not_awaited", {}).answer is Answer.FAILS


def test_express_call_without_await_from_the_warning() -> None:
    text = "coroutine 'DataFlowExpress.create' was never awaited"
    seen = view(source=POST, warnings=[{"category": "RuntimeWarning", "message": text}])
    assert run(seen, "express_not_awaited", {}).bindings["line"] == 2
    assert run(seen, "coroutine_never_awaited", {"kinds": ["express"]}).holds


def test_function_of_the_user_never_awaited() -> None:
    source = "async def main():\n    pass\n\nmain()\n"
    seen = view(
        source=source,
        warnings=[{"category": "RuntimeWarning", "message": "coroutine 'main' was never awaited"}],
    )
    found = run(seen, "coroutine_never_awaited", {"kinds": ["user"]})
    assert (found.bindings["line"], found.bindings["module_level"]) == (4, True)
    assert run(seen, "unawaited_main", {}).bindings["function"] == "main"
    right = view(source="async def main():\n    pass\n\nasyncio.run(main())\n")
    assert run(right, "unawaited_main", {}).answer is Answer.FAILS


def test_sync_result_awaited() -> None:
    seen = view(
        source="async def f():\n    return await db.express_sync.list('User')\n",
        exception=raised("TypeError", "object list can't be used in 'await' expression", line=2),
    )
    assert run(seen, "sync_result_awaited", {}).bindings["expression"] == "db.express_sync.list('User')"


def test_loops() -> None:
    seen = view(source="asyncio.run(a())\nasyncio.run(b())\n")
    assert run(seen, "several_event_loops", {}).bindings["count"] == 2
    looped = view(source="for i in x:\n    asyncio.run(a(i))\n")
    assert run(looped, "several_event_loops", {}).holds
    assert run(view(source="asyncio.run(a())\n"), "several_event_loops", {}).answer is Answer.FAILS
    closed = view(exception=raised("RuntimeError", "Event loop is closed"), source="x = 1\n")
    assert run(closed, "loop_closed", {}).holds
    nested = view(
        exception=raised("RuntimeError", "asyncio.run() cannot be called from a running event loop")
    )
    assert run(nested, "nested_event_loop", {}).holds


def test_never_closed() -> None:
    made = [call("dataflow.init", 1)]
    found = run(view(source="db = DataFlow('x.db')\n", calls=made), "not_closed", {})
    assert (found.bindings["variable"], found.bindings["closer"]) == ("db", "close")
    right = view(source="db = DataFlow('x.db')\ndb.close()\n", calls=made)
    assert run(right, "not_closed", {}).answer is Answer.FAILS


def test_relative_url_with_the_two_files() -> None:
    files = [
        {"path": "shop.db", "tables": {"users": {"columns": {"id": "TEXT"}}}},
        {"path": "/shop.db", "tables": {}},
    ]
    seen = view(
        source={
            "app.py": "from settings import URL\ndb = DataFlow(URL)\n",
            "settings.py": "URL = 'sqlite:///shop.db'\n",
        },
        inspector=models(url="sqlite:///shop.db", databases=files),
    )
    found = run(seen, "relative_sqlite_url", {})
    assert (found.bindings["file"], found.bindings["line"]) == ("settings.py", 1)
    assert (found.bindings["tables_in"], found.bindings["queries_in"]) == ("shop.db", "/shop.db")
    for url in ("sqlite:////srv/shop.db", "sqlite:///:memory:", "postgresql://h/db", "shop.db"):
        assert run(view(inspector=models(url=url)), "relative_sqlite_url", {}).answer is Answer.FAILS


@pytest.mark.parametrize(
    ("url", "to"), [("sqllite:///x.db", "sqlite"), ("postgre://h/db", "postgresql"), ("oracle://h/d", None)]
)
def test_scheme(url: str, to: str | None) -> None:
    assert run(view(inspector=models(url=url)), "url_scheme_unknown", {}).bindings["to"] == to
    assert (
        run(view(inspector=models(url="mysql+aiomysql://h/d")), "url_scheme_unknown", {}).answer
        is Answer.FAILS
    )


def test_password_that_breaks_the_url() -> None:
    url = "postgresql://app:***@db:5432/shop"
    source = (
        'def url():\n    return f"postgresql://{USER}:{PASSWORD}@{HOST}:5432/shop"\n\ndb = DataFlow(url())\n'
    )
    refused = raised("DataFlowError", "Error DF-401: URL format validation failed", line=4)
    found = run(
        view(source=source, inspector=models(url=url), exception=refused), "url_password_unencoded", {}
    )
    assert (found.bindings["variable"], found.bindings["line"]) == ("PASSWORD", 2)
    assert run(view(inspector=models(url=url)), "url_password_unencoded", {}).answer is Answer.FAILS
    broken = view(inspector=models(url="postgres//app:***@db/shop"), exception=refused)
    assert run(broken, "url_password_unencoded", {}).answer is Answer.UNKNOWN


def test_driver() -> None:
    seen = view(exception=raised("ModuleNotFoundError", "No module named 'asyncpg'"))
    assert run(seen, "driver_missing", {}).bindings["package"] == "asyncpg"
    logged = {"type": "X", "message": "No module named 'psycopg'", "relation": "logged"}
    noise = view(exception={"chain": [logged]}, logs=[{"level": "ERROR", "message": logged["message"]}])
    assert run(noise, "driver_missing", {}).answer is Answer.FAILS


def test_option_that_has_no_effect() -> None:
    text = "DF-CFG-001: Unknown parameters passed to DataFlow: {'auto_migrat'}. These parameters"
    seen = view(
        source="db = DataFlow(\n    'x.db',\n    auto_migrat=True,\n)\n",
        warnings=[{"category": "UserWarning", "message": text}],
    )
    found = run(seen, "unknown_dataflow_option", {"misspelt": True})
    assert (found.bindings["key"], found.bindings["to"], found.bindings["line"]) == (
        "auto_migrat",
        "auto_migrate",
        3,
    )


def refused(message: str, **options: Any) -> Any:
    columns = {"id": "TEXT", "name": "TEXT", "email": "TEXT", "age": "TEXT"}
    files = (
        [{"path": "app.db", "tables": {"users": {"columns": columns}}}] if options.pop("table", True) else []
    )
    return view(exception=raised("RuntimeError", message), inspector=models(databases=files, options=options))


def test_table_missing() -> None:
    found = run(refused("no such table: users"), "table_missing", {"exists_elsewhere": True})
    assert (found.bindings["model"], found.bindings["elsewhere"]) == ("User", "app.db")
    assert (
        run(refused("no such table: dataflow_migration_history"), "table_missing", {}).answer is Answer.FAILS
    )
    other = refused('relation "user" does not exist', table=False)
    assert run(other, "table_missing", {"registered": False}).bindings["to"] == "users"


def test_tables_that_nobody_makes() -> None:
    off = refused("no such table: users", table=False, auto_migrate=False)
    assert run(off, "auto_migrate_off_table_missing", {}).bindings["option"] == "auto_migrate"
    on = refused("no such table: users", table=False, auto_migrate=True)
    assert run(on, "auto_migrate_off_table_missing", {}).answer is Answer.FAILS


def test_column_that_the_table_lacks() -> None:
    found = run(refused("table users has no column named tags"), "column_missing_in_existing_table", {})
    assert (found.bindings["column"], found.bindings["table"]) == ("tags", "users")
    differing = run(refused("x"), "column_type_differs", {})
    assert (differing.bindings["field"], differing.bindings["actual"]) == ("age", "TEXT")


@pytest.mark.parametrize(
    ("check", "message", "bindings"),
    [
        ("unique_violation", "UNIQUE constraint failed: users.email", {"column": "email", "model": "User"}),
        ("unique_violation", 'duplicate key value violates unique constraint "users_pkey"', {"column": "id"}),
        ("unique_violation", "Duplicate entry 'x' for key 'users.email'", {"column": "email"}),
        ("not_null_violation", "NOT NULL constraint failed: users.name", {"column": "name"}),
        (
            "not_null_violation",
            'null value in column "name" of relation "users" violates not-null',
            {"column": "name", "table": "users"},
        ),
        ("not_null_violation", "Column 'name' cannot be null", {"column": "name"}),
        ("foreign_key_violation", "FOREIGN KEY constraint failed", {}),
        (
            "foreign_key_violation",
            'update on table "users" violates foreign key constraint "users_age_fkey"',
            {"column": "age"},
        ),
        ("check_violation", "CHECK constraint failed: age_positive", {"constraint": "age_positive"}),
    ],
)
def test_constraints(check: str, message: str, bindings: dict[str, Any]) -> None:
    found = run(refused(message), check, {})
    assert {key: found.bindings[key] for key in bindings} == bindings
    assert run(refused("something else"), check, {}).answer is Answer.FAILS


def test_constraint_from_the_drivers_own_exception() -> None:
    attributes = {"sqlstate": "23505", "constraint_name": "users_email_key", "table_name": "users"}
    logged = {"type": "asyncpg.X", "message": "[REDACTED]", "relation": "logged", "attributes": attributes}
    outer = {"type": "RuntimeError", "message": "express.create failed for model 'User': [REDACTED]"}
    seen = view(exception={"chain": [outer, logged]}, inspector=models())
    assert run(seen, "unique_violation", {}).bindings["column"] == "email"


def test_refusal_that_the_program_handled() -> None:
    error = "UNIQUE constraint failed: users.id"
    handled = [call("express.create", ok=False, error=f"RuntimeError: {error}", awaited=True)]
    logs = [{"level": "ERROR", "logger": "dataflow.core.nodes", "message": error}]
    later = view(exception=raised("AssertionError", "three expected"), calls=handled, logs=logs)
    assert run(later, "unique_violation", {}).answer is Answer.FAILS
    returned = view(calls=[call("express.bulk_create", ok=False, error=error, awaited=True)])
    assert run(returned, "unique_violation", {}).holds


def test_model_that_is_not_registered() -> None:
    message = "Node UsrCreateNode not found. Ensure model 'Usr' is registered with DataFlow."
    found = run(view(exception=raised("ValueError", message), inspector=models()), "model_not_registered", {})
    assert (found.bindings["kind"], found.bindings["to"]) == ("misspelt", "User")
    bare = view(source="class Usr:\n    id: str\n", exception=raised("ValueError", message))
    assert run(bare, "model_not_registered", {}).bindings["kind"] == "undecorated"


def test_one_model_in_two_instances() -> None:
    both = [
        {
            "name": "User",
            "table": "users",
            "fields": USER,
            "instance": i,
            "nodes": {"UserCreateNode": {"owner": 1}},
        }
        for i in (0, 1)
    ]
    inspector = {"models": both, "instances": [{"url": "sqlite:////a.db"}, {"url": "sqlite:////b.db"}]}
    noticed = view(inspector=inspector, symptom="the rows are in the other file")
    found = run(noticed, "same_model_in_two_instances", {})
    assert (found.bindings["owner"], found.bindings["instance"]) == (1, 0)
    assert run(view(inspector=models()), "same_model_in_two_instances", {}).answer is Answer.UNKNOWN


def test_definitions_of_models() -> None:
    source = (
        "@db.model\nclass Job:\n    id: str\n"
        "    at: datetime = datetime.now()\n    fresh: datetime = datetime.now\n"
        "    tags: list = []\n    note = 'x'\n    created_at: str = ''\n"
    )
    seen = view(source=source)
    for kind, field in (("called", "at"), ("callable", "fresh"), ("mutable", "tags")):
        assert run(seen, "model_default", {"kind": kind}).bindings["field"] == field
    assert run(seen, "field_without_annotation", {}).bindings["field"] == "note"
    assert run(seen, "reserved_field_name", {}).bindings["field"] == "created_at"


def test_tenant() -> None:
    message = (
        "Tenant isolation failed for User: multi_tenant=True but no tenant is bound to the current context"
    )
    assert run(refused(message, multi_tenant=True), "tenant_missing", {}).bindings["instance"] == 0


def test_failure_that_is_not_dataflows() -> None:
    seen = view(source="x = 1 / 0\n", exception=raised("ZeroDivisionError", "division by zero"))
    assert run(seen, "failure_outside_dataflow", {}).holds
    theirs = view(exception=raised("kailash.sdk_exceptions.NodeExecutionError", "x"))
    assert run(theirs, "failure_outside_dataflow", {}).answer is Answer.FAILS
    read = view(
        source="row = db.express_sync.read('User', '1')\nprint(row['nope'])\n",
        exception=raised("KeyError", "'nope'", line=2),
        calls=[call("express_sync.read", result={"id": "<str:1>"})],
    )
    assert run(read, "failure_outside_dataflow", {}).answer is Answer.FAILS
    listed = view(
        source="rows = db.express_sync.list('User')\nprint(sum(r['a'] for r in rows) / 0)\n",
        exception=raised("TypeError", "unsupported operand", line=2),
        calls=[call("express_sync.list", result=[{"id": "<str:1>"}])],
    )
    assert run(listed, "failure_outside_dataflow", {}).answer is Answer.FAILS
    assert run(view(), "failure_outside_dataflow", {}).answer is Answer.UNKNOWN


def _two_instances(*urls: str, readers: tuple[int, int] = (0, 0)) -> Any:
    told = {"model": "User", "filter": {}}
    return view(
        source="db.express_sync.list('User')\n" * 3,
        inspector={"instances": [{"url": url} for url in urls]},
        calls=[
            call("express_sync.count", 1, args=told, result="<int>", instance=readers[0]),
            call("express_sync.create", 2, args={"model": "User", "data": {}}, instance=1),
            call("express_sync.count", 3, args=told, result="<int>", instance=readers[1]),
        ],
    )


def test_a_write_of_another_instance_counts_on_the_same_database_only() -> None:
    def found(*urls: str, **more: Any) -> bool:
        return run(_two_instances(*urls, **more), "stale_cached_read", {"writer": "other_instance"}).holds

    assert found("sqlite:////srv/a.db", "/srv/a.db")
    assert not found("/srv/a.db", "/srv/b.db")
    assert not found(":memory:", ":memory:")
    assert not found("/srv/a.db", "/srv/a.db", readers=(0, 1))


def test_a_text_that_switches_an_option_on() -> None:
    def found(value: Any, message: str = "", source: str = "", option: str = "multi_tenant") -> bool:
        parts: dict[str, Any] = {"exception": raised("RuntimeError", message)} if message else {}
        seen = view(
            source={"app.py": source, ".env": "CHOIR_SEVERAL=no\n"},
            inspector=models(options={option: value}),
            calls=[call("dataflow.init", instance=0)],
            **parts,
        )
        return run(seen, "text_as_switch", {}).holds

    refused = "multi_tenant=True but no tenant is bound to the current context"
    assert found("false", refused) and found("0", option="cache_enabled")
    assert not found("true", refused) and not found(True, refused) and not found(False)
    assert not found("false", "UNIQUE constraint failed") and not found("no", refused, option="echo")
    through = 'db = DataFlow(U, multi_tenant=bool(os.getenv("CHOIR_SEVERAL")))\n'
    assert found(True, refused, through)
    assert not found(True, refused, through.replace("bool", "parse"))


def test_an_instance_that_is_used_after_its_close() -> None:
    def found(*calls: dict[str, Any]) -> Any:
        return run(view(calls=list(calls)), "used_after_close", {"error": "no such table"})

    close = call("dataflow.close", 4, "conftest.py", instance=0)
    lost = {"ok": False, "error": "RuntimeError: no such table: loans"}
    seen = found(close, call("express_sync.create", 9, instance=0, **lost), close)
    assert (seen.bindings["file"], seen.bindings["line"], seen.bindings["used_line"]) == ("conftest.py", 4, 9)
    assert not found(call("express_sync.create", 9, instance=0, **lost), close).holds
    assert not found(close, call("express_sync.create", 9, instance=1, **lost)).holds
    assert not found(close, call("express_sync.create", 9, instance=0)).holds
