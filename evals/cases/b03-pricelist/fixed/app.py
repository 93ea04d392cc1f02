import asyncio

from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from catalog import db
from feeds import read_feed


async def load(runtime, day):
    wf = WorkflowBuilder()
    wf.add_node("PartBulkUpsertNode", "parts", {
        "data": read_feed(day),
        "conflict_on": ["id"],
        "conflict_resolution": "update",
    })
    results, _ = await runtime.execute_workflow_async(wf.build(), inputs={})
    return results["parts"]["upserted"]


async def price_list(runtime):
    wf = WorkflowBuilder()
    wf.add_node("PartListNode", "parts", {"filter": {}, "order_by": ["id"], "limit": 500})
    results, _ = await runtime.execute_workflow_async(wf.build(), inputs={})
    return results["parts"]["records"]


async def main():
    runtime = AsyncLocalRuntime()
    for day in ("monday", "tuesday"):
        print(day, "feed, parts upserted:", await load(runtime, day))
    for part in await price_list(runtime):
        print(f"{part['id']} {part['title']}: {part['price']:.2f} ({part['stock']} in stock)")
    await db.close_async()


asyncio.run(main())
