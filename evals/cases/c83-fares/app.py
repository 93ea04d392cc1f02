from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'fares.db'}")


@db.model
class Trip:
    id: str
    km: int
    kind: str = "short"


flow = WorkflowBuilder()
flow.add_node("TripCreateNode", "trip", {"id": "t1", "km": 120})
flow.add_node("SwitchNode", "far", {"condition_field": "km", "operator": ">", "value": 100})
flow.add_node("TripUpdateNode", "mark", {"fields": {"kind": "long"}})
flow.add_connection("trip", "km", "far", "input_data")
flow.add_connection("far", "true_output.id", "mark", "id")

with LocalRuntime() as runtime:
    results, _ = runtime.execute(flow.build())
print("kind:", db.express_sync.read("Trip", "t1")["kind"])
