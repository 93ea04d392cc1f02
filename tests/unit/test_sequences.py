"""Rows written with ids of their own, and where the counter is made to catch up."""

from typing import Any

import pytest
from edit_samples import dedented, edited
from evidence_samples import call, models, raised, view

from dataflow_debugger.agent.checks import run

TAKEN = 'duplicate key value violates unique constraint "desks_pkey"'
SQL = "SELECT 1"


def desks() -> dict[str, Any]:
    fields = {"id": {"type": "int", "primary_key": True}, "floor": {"type": "int"}}
    return {**models(), "models": [{"name": "Desk", "table": "desks", "fields": fields}]}


def create(line: int, ok: bool, **data: Any) -> dict[str, Any]:
    more = {} if ok else {"error": TAKEN}
    return call("express_sync.create", line, ok=ok, args={"model": "Desk", "data": data}, **more)


@pytest.mark.parametrize(
    ("earlier", "source", "bound"),
    [
        ([create(3, True, id=1)], "", {"after": ["app.py:3"], "before": None, "earlier": None}),
        ([], "cur.execute('INSERT INTO desks VALUES (1)')", {"after": None, "before": "app.py:9"}),
        ([], "", {"after": None, "before": None}),
        (
            [call("runtime.execute", 5, args={"nodes": {"seed": "DeskBulkCreateNode"}}, result={})],
            "",
            {"after": ["app.py:5"]},
        ),
    ],
)
def test_where_rows_with_ids_were_written(
    earlier: list[dict[str, Any]], source: str, bound: dict[str, Any]
) -> None:
    seen = view(
        source=source + "\n" * 9,
        inspector=desks(),
        calls=[*earlier, create(9, False, floor=4)],
        exception=raised("RuntimeError", TAKEN, 9),
    )
    found = run(seen, "generated_id_taken", {}).bindings
    assert {name: found[name] for name in bound} == bound
    assert (found["earlier"] is None) == bool(found["after"] or found["before"])


def after(
    text: str | dict[str, str], line: int, refused: list[str] | None = None, file: str = "app.py"
) -> dict[str, str]:
    found = {"model": "Desk", "sql": SQL, "after": [f"{file}:{line}"], "refused": refused}
    return edited(text, "run_sql_after_calls", found)


def test_the_statement_runs_after_the_loop_unless_the_failing_call_is_in_it() -> None:
    program = """
        for row in rows:
            db.express_sync.create("Desk", row)
        db.express_sync.create("Desk", {"floor": 4})
    """
    block = 'with db.transactions_sync.begin() as transaction:\n    transaction.execute_raw("SELECT 1")\n'
    lines = dedented(program).splitlines(keepends=True)
    assert after(program, 2, ["app.py:3"])["app.py"] == "".join([*lines[:2], block, *lines[2:]])
    inside = after(program, 2, ["app.py:2"])["app.py"].splitlines()
    assert inside[2:4] == [
        "    with db.transactions_sync.begin() as transaction:",
        '        transaction.execute_raw("SELECT 1")',
    ]


def test_what_a_call_returns_is_kept() -> None:
    program = """
        async def load(rows):
            return await db.express.bulk_create("Desk", rows)
    """
    assert after(program, 2)["app.py"].splitlines()[1:] == [
        '    written = await db.express.bulk_create("Desk", rows)',
        "    async with db.transactions.begin() as transaction:",
        '        await transaction.execute_raw("SELECT 1")',
        "    return written",
    ]


MODELS = """
    db = DataFlow(url)


    @db.model
    class Desk:
        id: int
"""
SEED = """
    def seed(runtime):
        runtime.execute(flow.build())
"""


def test_the_instance_is_imported_or_its_user_runs_the_statement() -> None:
    main = "from seeds import seed\n\nseed(runtime)\n"
    files = {"app.py": main, "tables.py": dedented(MODELS), "seeds.py": dedented(SEED)}
    assert after(files, 2, file="seeds.py")["seeds.py"].splitlines()[0] == "from tables import db"
    files = {
        "app.py": "from seeds import seed\n" + dedented(MODELS) + "seed(runtime)\n",
        "seeds.py": dedented(SEED),
    }
    changed = after(files, 2, file="seeds.py")
    assert list(changed) == ["app.py"]
    assert changed["app.py"].splitlines()[-2] == "with db.transactions_sync.begin() as transaction:"


def test_the_statement_runs_before_the_failing_call() -> None:
    program = 'def add(name):\n    return db.express_sync.create("Desk", {"name": name})\n'
    found = {"model": "Desk", "sql": SQL, "before": "app.py:2"}
    changed = edited(program, "run_sql_before_call", found)["app.py"].splitlines()
    assert changed[1] == "    with db.transactions_sync.begin() as transaction:"
    assert changed[3].startswith("    return db.express_sync")
