import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'census.db'}")


@db.model
class Household:
    id: str
    persons: int


async def main():
    workflow = WorkflowBuilder()
    workflow.add_node("HouseholdCreateNode", "count", {"id": "h1", "persons": 4})
    async with LocalRuntime() as runtime:
        results, run_id = runtime.execute(workflow.build())
    print("persons:", results["count"]["persons"])
    await db.close_async()


asyncio.run(main())
