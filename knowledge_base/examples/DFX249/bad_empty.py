import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

URL = f"sqlite:///{Path.cwd()}/tides.db"
db = DataFlow(URL)
FETCH = "iterator"


@db.model
class Tide:
    id: str
    port: str
    level: float


def levels(port):
    workflow = WorkflowBuilder()
    workflow.add_node(
        "AsyncSQLDatabaseNode",
        "levels",
        {
            "connection_string": URL,
            "database_type": "sqlite",
            "query": "SELECT level FROM tides WHERE port = :port",
            "params": {"port": port},
            "fetch_mode": FETCH,
        },
    )
    return workflow.build()


async def main():
    for number, level in enumerate([1.5, 3.0, 2.0]):
        await db.express.create("Tide", {"id": f"t{number}", "port": "Emden", "level": level})
    async with AsyncLocalRuntime() as runtime:
        results, _ = await runtime.execute_workflow_async(levels("Emden"), inputs={})
    rows = results["levels"]["result"]["data"]
    assert rows, "no level of Emden was read"
    print("highest:", max(row["level"] for row in rows))


asyncio.run(main())
