import asyncio

import asyncpg
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop_table():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx238_bins")
    await connection.close()


asyncio.run(drop_table())
db = DataFlow(URL)


@db.model
class Bin:
    __tablename__ = "dfx238_bins"
    id: str
    street: str


def full_bins(streets):
    flow = WorkflowBuilder()
    flow.add_node("BinListNode", "bins", {"filter": {"street": {"$in": streets}}})
    with LocalRuntime() as runtime:
        results, run_id = runtime.execute(flow.build())
    return len(results["bins"]["records"])


db.express_sync.create("Bin", {"id": "b1", "street": "Quay"})
for tour in (["Quay", "Mill"], []):
    print(tour, full_bins(tour))
db.close()
