import asyncio

import asyncpg
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop_table():
    connection = await asyncpg.connect(URL)
    await connection.execute("DROP TABLE IF EXISTS dfx238_crates")
    await connection.close()


asyncio.run(drop_table())
db = DataFlow(URL)


@db.model
class Crate:
    __tablename__ = "dfx238_crates"
    id: str
    shelf: str


db.express_sync.create("Crate", {"id": "c1", "shelf": "a"})
flow = WorkflowBuilder()
flow.add_node("CrateBulkDeleteNode", "clear", {"filter": {"shelf": {"$in": []}}})
with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())
print("deleted:", results["clear"]["deleted"], "left:", db.express_sync.count("Crate"))
db.close()
