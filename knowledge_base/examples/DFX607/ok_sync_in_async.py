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


def open_station(name, line):
    workflow = WorkflowBuilder()
    workflow.add_node("StationCreateNode", "open", {"id": name, "line": line})
    with LocalRuntime() as runtime:
        results, run_id = runtime.execute(workflow.build())
    return results["open"]["id"]


async def main():
    print("opened:", await asyncio.to_thread(open_station, "Opera", 3))
    await db.close_async()


asyncio.run(main())
