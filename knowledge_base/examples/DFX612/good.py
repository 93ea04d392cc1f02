import asyncio
import time
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.async_local import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lab.db'}")


@db.model
class Sample:
    id: str
    ph: float


async def main():
    workflow = WorkflowBuilder()
    workflow.add_node("SampleCreateNode", "store", {"id": "s1", "ph": 6.8})
    started = time.monotonic()
    async with AsyncLocalRuntime() as runtime:
        results, run_id = await runtime.execute_workflow_async(workflow.build(), inputs={})
    print("ph:", results["store"]["ph"], "slow:", time.monotonic() - started > 4)
    await db.close_async()


asyncio.run(main())
