from datetime import datetime
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'trips.db'}")


@db.model
class Trip:
    id: str
    start: datetime


workflow = WorkflowBuilder()
workflow.add_node(
    "TripCreateNode", "plan", {"id": "t1", "start": datetime.strptime("24.12.2024", "%d.%m.%Y").isoformat()}
)

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("start:", results["plan"]["start"])
