from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'hotel.db'}")


@db.model
class Room:
    id: str
    floor: int
    clean: bool = False


db.express_sync.create("Room", {"id": "r-204", "floor": 2})

workflow = WorkflowBuilder()
workflow.add_node("RoomUpdateNode", "mark", {"id": "r-204", "fields": {"clean": True}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("clean:", bool(db.express_sync.read("Room", "r-204")["clean"]))
