from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'spa.db'}")


@db.model
class Booking:
    id: str
    hour: int


flow = WorkflowBuilder()
flow.add_node("BookingCreateNode", "reserve", {"id": "b1", "hour": 15})
flow.add_connection("reserve", "id", "verify", "id")
flow.add_node("BookingReadNode", "verify", {})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("hour:", results["verify"]["hour"])
