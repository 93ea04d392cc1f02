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


asyncio.run(drop("dfx955_parcels"))
db = DataFlow(URL)


@db.model
class Dfx955Parcel:
    street: str


def load(parcels):
    if not parcels:
        return True
    wf = WorkflowBuilder()
    wf.add_node("Dfx955ParcelBulkCreateNode", "load", {"data": parcels})
    results, _ = LocalRuntime().execute(wf.build())
    return results["load"]["success"]


for tour in (["Ring 1", "Ring 2"], []):
    print("loaded:", load([{"street": street} for street in tour]))
