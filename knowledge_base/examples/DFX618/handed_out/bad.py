import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder


async def stock(flow, barrels):
    wf = WorkflowBuilder()
    wf.add_node("BarrelBulkCreateNode", "add", {"data": barrels})
    await AsyncLocalRuntime().execute_workflow_async(wf.build(), inputs={})
    return await flow.express.count("Barrel")


def cellar():
    with DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cellar.db'}") as db:

        @db.model
        class Barrel:
            id: str
            litres: int

        opened = db
    return opened


async def main():
    db = cellar()
    print("barrels:", await stock(db, [{"id": "b1", "litres": 225}, {"id": "b2", "litres": 300}]))
    await db.close_async()


asyncio.run(main())
