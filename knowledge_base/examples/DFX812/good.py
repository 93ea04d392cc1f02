from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'auction.db'}")


@db.model
class Bid:
    id: int
    lot: str
    euros: int


db.express_sync.create("Bid", {"id": 1, "lot": "clock", "euros": 90})

workflow = WorkflowBuilder()
workflow.add_node("TransactionScopeNode", "begin", {})
workflow.add_node("BidCreateNode", "bid", {"id": 2, "lot": "clock", "euros": 120})
workflow.add_node("TransactionCommitNode", "commit", {})
workflow.add_connection("begin", "status", "bid", "_started")
workflow.add_connection("bid", "id", "commit", "_written")
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build(), parameters={"workflow_context": {"dataflow_instance": db}})
print("transaction:", results["commit"]["status"])
print("bids:", db.express_sync.count("Bid"))
db.close()
