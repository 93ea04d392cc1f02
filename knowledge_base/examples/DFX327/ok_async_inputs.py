import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cycling.db'}")


@db.model
class Stage:
    id: str
    km: int


async def main():
    for n in (1, 2, 3):
        await db.express.create("Stage", {"id": f"s{n}", "km": 60 * n})
    flow = WorkflowBuilder()
    flow.add_node("StageListNode", "long", {"filter": {"km": {"$gt": 100}}})
    runtime = AsyncLocalRuntime()
    found = await runtime.execute_workflow_async(flow.build(), inputs={})
    results = found[0] if isinstance(found, tuple) else found["results"]
    print("long stages:", len(results["long"]["records"]))
    runtime.close()
    await db.close_async()


asyncio.run(main())
