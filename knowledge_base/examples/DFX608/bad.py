import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.async_local import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shop.db'}")


@db.model
class Basket:
    id: str
    items: int


async def main():
    workflow = WorkflowBuilder()
    workflow.add_node("BasketCreateNode", "start", {"id": "b1", "items": 2})
    async with AsyncLocalRuntime() as runtime:
        results, run_id = runtime.execute_workflow_async(workflow.build(), inputs={})
    print("items:", results["start"]["items"])
    await db.close_async()


asyncio.run(main())
