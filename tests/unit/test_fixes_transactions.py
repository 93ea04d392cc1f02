"""Express calls in a transaction's block become statements on the transaction."""

from __future__ import annotations

from typing import Any

import pytest
from edit_samples import dedented, fix_of

from dataflow_debugger.agent.fixes.build import patches
from dataflow_debugger.agent.fixes.project import Project

FOUND: dict[str, Any] = {
    "file": "app.py",
    "tables": {"Room": "rooms"},
    "types": {"Room": {"id": "str", "free": "int", "tags": "list"}},
}


def changed(text: str, line: int, dialect: str = "postgresql") -> str | None:
    project = Project.from_texts({"app.py": dedented(text)})
    project.dialect = dialect
    made = patches(fix_of("express_to_transaction"), {**FOUND, "line": line}, project)
    return made[0].changes[0].after if made else None


BLOCK = """
    db = DataFlow(URL)
    async def take(room, beds):
        async with db.transactions.begin():
            found = await db.express.read("Room", room)
            await db.express.update("Room", room, {"free": found["free"] - beds})
"""


def test_an_async_block_on_postgresql() -> None:
    assert changed(BLOCK, 5) == dedented("""
        db = DataFlow(URL)
        async def take(room, beds):
            async with db.transactions.begin() as tx:
                found = next(iter(await tx.execute_raw("SELECT * FROM rooms WHERE id = $1", [room])), None)
                await tx.execute_raw(
                    "UPDATE rooms SET free = $1, updated_at = CURRENT_TIMESTAMP WHERE id = $2",
                    [found["free"] - beds, room],
                )
    """)


def test_a_sync_block_on_sqlite_reads_before_it_writes() -> None:
    program = """
        db = DataFlow(URL)
        with db.transactions_sync.begin() as work:
            found = db.express_sync.read("Room", "r1")
            db.express_sync.create("Room", {"id": "r2", "free": found["free"]})
            db.express_sync.delete("Room", "r1")
    """
    after = changed(program, 3, "sqlite")
    assert after is not None
    assert 'found = db.express_sync.read("Room", "r1")' in after
    assert 'work.execute_raw("INSERT INTO rooms (id, free) VALUES (?, ?)", ["r2", found["free"]])' in after
    assert 'work.execute_raw("DELETE FROM rooms WHERE id = ?", ["r1"])' in after
    late = program.replace("found = db", "pass; x = 1").replace('delete("Room", "r1")', 'read("Room", "r1")')
    assert changed(late, 3, "sqlite") is None


def test_a_function_that_the_block_calls_gets_the_transaction() -> None:
    program = """
        db = DataFlow(URL)
        async def clear(room):
            await db.express.delete("Room", room)
        async def main():
            async with db.transactions.begin():
                await clear("r1")
            print(await db.express.list("Room"))
    """
    after = changed(program, 6)
    assert after is not None
    assert "async def clear(tx, room):" in after
    assert 'await clear(tx, "r1")' in after
    assert "DataFlow(URL, cache_enabled=False)" in after
    assert changed(program.replace("print(", 'await clear("r2"); print('), 6) is None


@pytest.mark.parametrize(
    "write",
    [
        'row = await db.express.create("Room", {"id": "r1"})',
        'await db.express.create("Room", row)',
        'await db.express.create("Room", {"id": "r1", "tags": []})',
        'await db.express.create("Other", {"id": "r1"})',
        'await db.express.bulk_create("Room", [])',
    ],
)
def test_what_is_no_plain_statement_stays(write: str) -> None:
    assert (
        changed(f"async def main():\n    async with db.transactions.begin():\n        {write}\n", 3) is None
    )
