from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'aviary.db'}")


@db.model
class Bird:
    id: str
    ring: str


flow = WorkflowBuilder()
flow.add_node("BirdCreateNode", "bird", {"id": "b1", "ring": "A1"})
flow.add_node("BirdCreateNode", "bird_2", {"id": "b2", "ring": "A2"})

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

print("birds:", db.express_sync.count("Bird"))
