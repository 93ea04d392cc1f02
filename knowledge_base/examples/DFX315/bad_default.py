from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'insurance.db'}")


@db.model
class Claim:
    id: str
    cents: int


@db.model
class Payout:
    id: str
    cents: int = 0


flow = WorkflowBuilder()
flow.add_node("ClaimCreateNode", "file", {"id": "c1", "cents": 45000})
flow.add_node("PayoutCreateNode", "pay", {"id": "p1"})
flow.add_connection("file", "amount", "pay", "cents")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("paid:", results["pay"]["cents"])
