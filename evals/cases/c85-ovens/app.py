from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ovens.db'}")


@db.model
class Batch:
    id: str
    loaves: int
    burnt: int


for key, loaves, burnt in [("b1", 40, 2), ("b2", 38, 0)]:
    db.express_sync.create("Batch", {"id": key, "loaves": loaves, "burnt": burnt})

flow = WorkflowBuilder()
flow.add_node("BatchListNode", "batches", {})
flow.add_node("PythonCodeNode", "sum_up", {"code": """
batches = inputs["records"]
good = sum(b["loaves"] - b["burnt"] for b in batches)
result = {"good": good}
"""})
flow.add_connection("batches", "records", "sum_up", "records")

with LocalRuntime() as runtime:
    results, _ = runtime.execute(flow.build())
print("good loaves:", results["sum_up"]["result"]["good"])
