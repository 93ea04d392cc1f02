from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'beds.db'}")


@db.model
class Bed:
    id: str
    ward: str


flow = WorkflowBuilder()
flow.add_node("BedCreateNode", "add", {"id": "b1", "ward": "A"})
flow.add_node("BedUpdateNode", "move", {"fields": {"ward": "B"}})
flow.add_connection("add", "id", "move", "filter.id")

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

print("ward:", db.express_sync.read("Bed", "b1")["ward"])
