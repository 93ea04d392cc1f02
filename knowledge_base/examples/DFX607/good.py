import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'metro.db'}")


@db.model
class Station:
    id: str
    line: int


async def main():
    workflow = WorkflowBuilder()
    workflow.add_node("StationCreateNode", "open", {"id": "Opera", "line": 3})
    with LocalRuntime() as runtime:
        results, run_id = runtime.execute(workflow.build())
    print("opened:", results["open"]["id"])
    await db.close_async()


asyncio.run(main())
