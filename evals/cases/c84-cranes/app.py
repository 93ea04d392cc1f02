import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cranes.db'}")


@db.model
class Lift:
    id: str
    tons: float


async def lifts_over(limit):
    flow = WorkflowBuilder()
    flow.add_node("LiftListNode", "heavy", {"filter": {"tons": {"$gt": limit}}, "order_by": ["id"]})
    runtime = AsyncLocalRuntime()
    outcome = await runtime.execute_workflow_async(flow.build(), inputs={})
    return outcome["results"]["heavy"]["records"]


async def main():
    for key, tons in [("l1", 2.5), ("l2", 14.0), ("l3", 9.0)]:
        await db.express.create("Lift", {"id": key, "tons": tons})
    print("heavy:", [lift["id"] for lift in await lifts_over(5)])
    await db.close_async()


asyncio.run(main())
