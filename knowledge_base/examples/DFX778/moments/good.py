import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Optional

from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tide.db'}")
MIDNIGHT = datetime(2025, 3, 1)


@db.model
class Tide:
    id: str
    at: Optional[datetime] = None


async def tides():
    flow = WorkflowBuilder()
    flow.add_node("TideListNode", "all", {"limit": 50})
    results, _ = await AsyncLocalRuntime().execute_workflow_async(flow.build(), inputs={})
    return results["all"]["records"]


async def main():
    for number, hour in enumerate([2, 8, None]):
        moment = None if hour is None else MIDNIGHT + timedelta(hours=hour)
        await db.express.create("Tide", {"id": f"t{number}", "at": moment})
    seen = {(datetime.fromisoformat(tide["at"]) if tide["at"] else None) for tide in await tides()}
    hours = [hour for hour in range(12) if MIDNIGHT + timedelta(hours=hour) in seen]
    print("tides at:", hours)
    await db.close_async()


asyncio.run(main())
