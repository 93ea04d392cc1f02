import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'radio.db'}")


@db.model
class Show:
    id: str
    host: str


async def main():
    workflow = WorkflowBuilder()
    workflow.add_node("ShowCreateNode", "add", {"id": "dawn", "host": "Leyla"})
    with LocalRuntime() as runtime:
        results, run_id = await runtime.execute_workflow_async(workflow.build(), inputs={})
    print("host:", results["add"]["host"])
    await db.close_async()


asyncio.run(main())
