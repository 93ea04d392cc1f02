import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(str(Path(__file__).resolve().parent / "tills.db"))

BRANCHES = {"Salzburg": 34, "Hallein": 6, "Bischofshofen": 9}


@db.model
class Receipt:
    id: str
    branch: str
    cents: int


def receipts_of_today():
    for branch, number in BRANCHES.items():
        for n in range(1, number + 1):
            yield {"id": f"{branch[:3].upper()}-{n:04}", "branch": branch, "cents": 1000 + 10 * n}


async def close_of_day(runtime, branch):
    wf = WorkflowBuilder()
    wf.add_node("ReceiptListNode", "receipts", {"filter": {"branch": branch}, "order_by": ["id"], "limit": 100000})
    wf.add_node("PythonCodeNode", "totals", {
        "code": "result = {'receipts': len(rows), 'cents': sum(r['cents'] for r in rows)}",
    })
    wf.add_connection("receipts", "records", "totals", "rows")
    results, _ = await runtime.execute_workflow_async(wf.build(), inputs={})
    return results["totals"]["result"]


async def main():
    await db.express.bulk_create("Receipt", list(receipts_of_today()))
    runtime = AsyncLocalRuntime()
    takings = 0
    for branch in BRANCHES:
        totals = await close_of_day(runtime, branch)
        takings += totals["cents"]
        print(f"{branch}: {totals['receipts']} receipts, {totals['cents'] / 100:.2f}")
    print(f"takings: {takings / 100:.2f}")
    await db.close_async()


asyncio.run(main())
