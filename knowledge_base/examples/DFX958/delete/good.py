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


asyncio.run(drop("dfx958_chairs"))
db = DataFlow(URL)


@db.model
class Dfx958Chair:
    room: str
    floor: int


def run(kind, parameters):
    wf = WorkflowBuilder()
    wf.add_node(kind, "step", parameters)
    results, _ = LocalRuntime().execute(wf.build())
    return results["step"]


for room in ("101", "102"):
    run("Dfx958ChairCreateNode", {"room": room, "floor": 1})
for key in (1, 2):
    run("Dfx958ChairDeleteNode", {"record_id": key})
print("left:", asyncio.run(count("dfx958_chairs")))
