"""Express calls in a transaction's block become statements on the transaction."""

from __future__ import annotations

from typing import Any

import pytest
from edit_samples import app, dedented, fix_of, untouched

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


HANDED_ON = """
    tm = db.transactions

    @asynccontextmanager
    async def work():
        async with tm.begin() as tx:
            yield Ledger(tx)

    class Ledger:
        def __init__(self, tx):
            self.tx = tx
        async def add(self, cents):
            done = (await self.tx.execute_raw("UPDATE a SET b = b + ?", [cents])).rowcount
            await audit(self.tx, done)

    async def audit(conn, count):
        await conn.execute_raw("INSERT INTO log VALUES (?)", [count])

    async def main(other):
        async with work() as ledger:
            await ledger.add(3)
        async with AsyncExitStack() as stack:
            await audit(await stack.enter_async_context(db.transactions.begin()), 1)
        await other.execute_raw("SELECT 1")
"""


def test_a_transaction_is_made_synchronous_wherever_it_is_handed_to() -> None:
    assert app(HANDED_ON, "async_to_sync_transaction") == dedented(
        HANDED_ON.replace("db.transactions", "db.transactions_sync")
        .replace("async with tm", "with tm")
        .replace("(await self.tx.execute_raw", "(self.tx.execute_raw")
        .replace("await conn.execute_raw", "conn.execute_raw")
        .replace("await stack.enter_async_context", "stack.enter_context")
    )


@pytest.mark.parametrize(
    "body",
    [
        "    async with lock, db.transactions.begin() as tx:\n        pass\n",
        '    async with db.transactions.begin() as tx:\n        await gather(tx.execute_raw("A"))\n',
        "    with db.transactions_sync.begin() as tx:\n        pass\n",
    ],
)
def test_a_transaction_that_cannot_be_made_synchronous_stays(body: str) -> None:
    assert untouched("async def f():\n" + body, "async_to_sync_transaction")
