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


asyncio.run(drop("dfx955_tickets"))
db = DataFlow(URL)


@db.model
class Dfx955Ticket:
    seat: str


def run(kind, parameters):
    wf = WorkflowBuilder()
    wf.add_node(kind, "step", parameters)
    results, _ = LocalRuntime().execute(wf.build())
    return results["step"]


run("Dfx955TicketCreateNode", {"seat": "A1"})
run("Dfx955TicketBulkDeleteNode", {"filter": {"id": {"$gt": 0}}, "confirmed": True})
print("emptied")
