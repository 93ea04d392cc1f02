from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'suppliers.db'}")


@db.model
class Supplier:
    id: str
    vat: str
    city: str


db.express_sync.create("Supplier", {"id": "s1", "vat": "AT1", "city": "Graz"})

workflow = WorkflowBuilder()
workflow.add_node(
    "SupplierBulkUpsertNode",
    "sync",
    {
        "data": [{"id": "s1", "vat": "AT1", "city": "Linz"}],
        "conflict_on": ["id"],
        "conflict_resolution": "update",
    },
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("city:", db.express_sync.read("Supplier", "s1")["city"])
