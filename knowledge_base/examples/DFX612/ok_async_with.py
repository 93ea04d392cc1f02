import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.async_local import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lab.db'}")


@db.model
class Sample:
    id: str
    ph: float


async def run(sample_id):
    workflow = WorkflowBuilder()
    workflow.add_node("SampleCreateNode", "store", {"id": sample_id, "ph": 6.8})
    runtime = AsyncLocalRuntime()
    try:
        return await runtime.execute_workflow_async(workflow.build(), inputs={})
    finally:
        await runtime.cleanup()


async def main():
    results, run_id = await run("s1")
    print("ph:", results["store"]["ph"])
    await db.close_async()


asyncio.run(main())
