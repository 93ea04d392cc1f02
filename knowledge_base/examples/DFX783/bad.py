from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'wells.db'}")


@db.model
class Well:
    id: str
    depth: int


for number, depth in enumerate([12, 40, 55]):
    db.express_sync.create("Well", {"id": f"w{number}", "depth": depth})

builder = WorkflowBuilder()
builder.add_node("WellCountNode", "deep", {"filter": {"depth": {"$gt": 30}}})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(builder.build())
print("deep wells:", results["deep"]["total_count"])
