import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'hives.db'}")


@db.model
class Hive:
    id: str
    frames: int


async def add(hive_id, frames):
    wf = WorkflowBuilder()
    wf.add_node("HiveCreateNode", "add", {"id": hive_id, "frames": frames})
    runtime = AsyncLocalRuntime()
    results, run_id = await runtime.execute_workflow_async(wf.build(), inputs={})
    return results["add"]["frames"]


async def main():
    print("frames:", await add("h1", 9))
    await db.close_async()


asyncio.run(main())
