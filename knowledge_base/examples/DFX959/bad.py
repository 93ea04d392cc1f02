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


async def count(rows):
    connection = await asyncpg.connect(URL)
    number = await connection.fetchval(f"SELECT count(*) FROM {rows}")
    await connection.close()
    return number


asyncio.run(drop("dfx959_prices"))
db = DataFlow(URL)


@db.model
class Dfx959Price:
    id: int
    article: str
    cents: int


def run(kind, parameters):
    wf = WorkflowBuilder()
    wf.add_node(kind, "step", parameters)
    results, _ = LocalRuntime().execute(wf.build())
    return results["step"]


wanted = [{"id": 1, "article": "rope", "cents": 250}, {"id": 2, "article": "tar", "cents": 900}]
print("taken over:", run("Dfx959PriceBulkUpsertNode", {"data": wanted})["success"])
print("prices:", asyncio.run(count("dfx959_prices")))
