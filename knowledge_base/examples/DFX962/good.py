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


wf = WorkflowBuilder()
for number, guest in enumerate(("Una", "Ivo")):
    wf.add_node("Dfx962VisitCreateNode", f"visit{number}", {"guest": guest})
results, _ = LocalRuntime().execute(wf.build())
print("visits:", results["visit0"]["id"], results["visit1"]["id"])
