import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'choir.db'}")


@db.model
class Singer:
    id: str
    voice: str


async def main():
    for key, voice in [("s1", "alto"), ("s2", "bass")]:
        await db.express.create("Singer", {"id": key, "voice": voice})
    flow = WorkflowBuilder()
    flow.add_node("SingerListNode", "row", {"filter": {"voice": "${voice}"}, "limit": 50})
    runtime = AsyncLocalRuntime()
    results, _ = await runtime.execute_workflow_async(flow.build(), inputs={"voice": "alto"})
    print("altos:", [one["id"] for one in results["row"]["records"]])
    await db.close_async()


asyncio.run(main())
