from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'garden.db'}")


@db.model
class Bed:
    id: str
    crop: str
    metres: float


workflow = WorkflowBuilder()
workflow.add_node("BedCreateNode", "plan", {"id": "bed-1", "crop": "leek", "metres": "7.5"})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print(results["plan"]["crop"], results["plan"]["metres"])
