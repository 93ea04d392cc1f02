from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'reptiles.db'}")


@db.model
class Reptile:
    id: str
    food: str = ""


workflow = WorkflowBuilder()
workflow.add_node("ReptileCreateNode", "admit", {"id": "iguana", "food": "figs"})
with LocalRuntime() as runtime:
    runtime.execute(workflow.build())
print("eat figs:", [one["id"] for one in db.express_sync.list("Reptile", {"food": "figs"})])
db.close()
