import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.async_local import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parking.db'}")


@db.model
class Ticket:
    id: str
    minutes: int


async def main():
    workflow = WorkflowBuilder()
    workflow.add_node("TicketCreateNode", "sell", {"id": "t1", "minutes": 60})
    async with AsyncLocalRuntime() as runtime:
        results, run_id = await runtime.execute_workflow_async(workflow.build(), inputs={})
    print("minutes:", results["sell"]["minutes"])
    await db.close_async()


asyncio.run(main())
