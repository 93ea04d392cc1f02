import asyncio
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'minutes.db'}")


@db.model
class Minute:
    id: str
    title: str
    decision: str = ""


async def decide(minute, decision):
    workflow = WorkflowBuilder()
    workflow.add_node("MinuteUpdateNode", "decide", {"id": minute, "decision": decision})
    workflow.add_node("MinuteReadNode", "after", {"id": minute})
    workflow.add_connection("decide", "id", "after", "id")
    results, _ = await AsyncLocalRuntime().execute_workflow_async(workflow.build(), {})
    return results["after"]["decision"]


async def main():
    await db.express.create("Minute", {"id": "m1", "title": "Members"})
    print(await decide("m1", "We select from the waiting list --"))
    await db.close_async()


asyncio.run(main())
