from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ledger.db'}")


@db.model
class Invoice:
    id: str
    state: str
    cents: int


db.express_sync.create("Invoice", {"id": "i1", "state": "paid", "cents": 900})

workflow = WorkflowBuilder()
workflow.add_node(
    "InvoiceBulkUpdateNode",
    "remind",
    {"filter": {"id": "i1", "state": "open"}, "fields": {"state": "reminded"}},
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("state:", db.express_sync.read("Invoice", "i1")["state"])
