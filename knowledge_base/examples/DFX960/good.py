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


asyncio.run(drop("dfx960_boats"))
db = DataFlow(URL)


@db.model
class Dfx960Boat:
    name: str
    berth: int


def run(kind, parameters):
    wf = WorkflowBuilder()
    wf.add_node(kind, "step", parameters)
    results, _ = LocalRuntime().execute(wf.build())
    return results["step"]


made = run("Dfx960BoatCreateNode", {"name": "Pinta", "berth": 4})
run("Dfx960BoatUpdateNode", {"record_id": made["id"], "berth": 9})
print("berth:", run("Dfx960BoatReadNode", {"record_id": made["id"]})["berth"])
