from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'desks.db'}")


@db.model
class Desk:
    id: str
    room: int


db.express_sync.create("Desk", {"id": "d1", "room": 12})
lookup = {"id": "d1"}
wf = WorkflowBuilder()
wf.add_node("DeskReadNode", "desk", lookup)
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("room:", results["desk"]["room"])
