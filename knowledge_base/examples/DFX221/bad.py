from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shop.db'}")


@db.model
class Customer:
    id: str
    email: str
    tier: str = "basic"


db.express_sync.create("Customer", {"id": "c1", "email": "nia@example.org", "tier": "gold"})

workflow = WorkflowBuilder()
workflow.add_node("CustomerReadNode", "find", {"filter": {"email": "nia@example.org"}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("tier:", results["find"]["tier"])
