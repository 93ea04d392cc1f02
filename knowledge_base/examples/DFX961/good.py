import asyncio
import json

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


asyncio.run(drop("dfx961_lamps"))
db = DataFlow(URL)


@db.model
class Dfx961Lamp:
    name: str
    settings: str


wf = WorkflowBuilder()
wf.add_node("Dfx961LampCreateNode", "lamp", {"name": "hall", "settings": json.dumps({"on": True, "scene": "warm"})})
results, _ = LocalRuntime().execute(wf.build())
print("stored:", results["lamp"]["id"])
