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
        outcome, run_id = await runtime.execute_workflow_async(workflow.build(), inputs={})
    sold = outcome["sell"]
    print("minutes:", sold["minutes"], "run known:", bool(run_id))
    await db.close_async()


asyncio.run(main())
