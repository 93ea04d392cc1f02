"""Day report: walks over all readings in slot order and sums them up."""
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from readings import URL

QUERY = "SELECT building, slot, kwh FROM readings WHERE slot >= :first ORDER BY slot, building"


def day_workflow(first_slot):
    workflow = WorkflowBuilder()
    workflow.add_node("AsyncSQLDatabaseNode", "walk", {
        "connection_string": URL,
        "database_type": "sqlite",
        "query": QUERY,
        "params": {"first": first_slot},
        "fetch_mode": "all",
    })
    return workflow.build()


async def consumption(first_slot=0):
    async with AsyncLocalRuntime() as runtime:
        results, _ = await runtime.execute_workflow_async(day_workflow(first_slot), inputs={})
    totals = {}
    for row in results["walk"]["result"]["data"]:
        totals[row["building"]] = totals.get(row["building"], 0.0) + row["kwh"]
    return totals
