from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'sensors.db'}")


@db.model
class Reading:
    id: str
    data: dict
    unit: str = "C"


workflow = WorkflowBuilder()
workflow.add_node("ReadingCreateNode", "store", {"id": "r1", "data": {"mean": 20.5, "max": 24.0}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("stored", sorted(results["store"]["data"]), results["store"]["unit"])
