from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rates.db'}")


@db.model
class Rate:
    id: str
    currency: str
    cents: int


today = [{"id": "usd", "currency": "USD", "cents": 94}, {"id": "gbp", "currency": "GBP", "cents": 117}]

workflow = WorkflowBuilder()
workflow.add_node("RateBulkUpsertNode", "sync", {"data": today})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("upserted:", results["sync"]["upserted"])
