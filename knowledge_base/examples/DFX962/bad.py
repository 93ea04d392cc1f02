import asyncio

import asyncpg
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop(*tables):
    connection = await asyncpg.connect(URL)
    for table in tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    await connection.close()


asyncio.run(drop("dfx962_visits"))
db = DataFlow(URL)


@db.model
class Dfx962Visit:
    guest: str


def visit(guest):
    wf = WorkflowBuilder()
    wf.add_node("Dfx962VisitCreateNode", "visit", {"guest": guest})
    results, _ = LocalRuntime().execute(wf.build())
    return results["visit"]["id"]


print("visits:", visit("Una"), visit("Ivo"))
