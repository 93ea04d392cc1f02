from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'kilns.db'}")


@db.model
class Firing:
    id: str
    cone: int


flow = WorkflowBuilder()
flow.add_node("FiringCreateNode", "fire", {"id": "f1", "cone": 6})
flow.add_node("FiringReadNode", "check", {})
flow.add_connection("fire", "id", "check", "id")
with LocalRuntime() as runtime:
    results, _ = runtime.execute(flow.build())
print("cone:", results["check"]["cone"])
