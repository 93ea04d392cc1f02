"""On PostgreSQL the driver's exception never reaches the user; the evidence has it all the same."""

from __future__ import annotations

import os
import socket
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.launch import Options, Target, run

URL = "postgresql://postgres:unbek4nnt@127.0.0.1:5432/test"
PROGRAM = """
import asyncio
from dataflow import DataFlow

db = DataFlow("{url}")


@db.model
class {model}:
    id: str
    note: str


async def main():
    await db.express.create("{model}", {{"id": "k-1", "note": "Ada Lovelace"}})
    await db.express.create("{model}", {{"id": "k-1", "note": "Ada Lovelace"}})


asyncio.run(main())
"""


# The gate promises a server; there the tests must not skip.
REQUIRED = "DATAFLOW_DEBUGGER_REQUIRE_POSTGRES" in os.environ


def _answers() -> bool:
    try:
        socket.create_connection(("127.0.0.1", 5432), timeout=1).close()
    except OSError:
        return False
    return True


pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(not _answers() and not REQUIRED, reason="no PostgreSQL server on 127.0.0.1:5432"),
]


@pytest.fixture
def evidence(tmp_path: Path) -> Iterator[Evidence]:
    """Of a program that inserts one key twice, into a table of its own."""
    import asyncio

    import asyncpg

    model = f"Cap{uuid.uuid4().hex[:10]}"
    (tmp_path / "app.py").write_text(PROGRAM.format(url=URL, model=model))
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST"))}
    options = Options(
        cwd=tmp_path,
        env={**environment, "HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=120,
    )
    found = run(Target(program="app.py"), options).evidence
    yield found

    async def drop(table: str) -> None:
        connection = await asyncpg.connect(URL)
        await connection.execute(f'DROP TABLE IF EXISTS "{table}"')
        await connection.close()

    if found.inspector is not None:
        for registered in found.inspector.models:
            asyncio.run(drop(str(registered.table)))


def test_the_drivers_exception_is_kept_without_the_values_of_the_row(evidence: Evidence) -> None:
    assert evidence.exception is not None
    outer = evidence.exception.chain[0]
    assert outer.relation == "outer"
    assert "DETAIL" not in outer.message or "Ada" not in outer.message
    driver = next(i for i in evidence.exception.chain if i.type == "asyncpg.exceptions.UniqueViolationError")
    assert driver.relation == "logged"
    table = evidence.inspector.models[0].table if evidence.inspector else None
    assert driver.attributes["sqlstate"] == "23505"
    assert driver.attributes["constraint_name"] == f"{table}_pkey"
    assert driver.attributes["table_name"] == table
    assert driver.attributes["detail"] == "Key (id)=(***) already exists."
    assert str(driver.attributes["query"]).startswith("INSERT INTO")
    without_source = evidence.model_copy(update={"source": []}).model_dump_json()
    assert "unbek4nnt" not in without_source
    assert evidence.environment.database is not None
    assert evidence.environment.database.url == "postgresql://postgres:***@127.0.0.1:5432/test"
    assert [call.ok for call in evidence.calls if call.api == "express.create"] == [True, False]
