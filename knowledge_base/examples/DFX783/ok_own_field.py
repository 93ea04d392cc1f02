from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bills.db'}")


@db.model
class Bill:
    id: str
    total: int


builder = WorkflowBuilder()
builder.add_node("BillCreateNode", "bill", {"id": "b1", "total": 12})
builder.add_node("BillListNode", "all", {})
builder.add_connection("bill", "id", "all", "_after")
with LocalRuntime() as runtime:
    results, _ = runtime.execute(builder.build())
print("total:", results["bill"]["total"], "bills:", results["all"].get("total", results["all"]["count"]))
