from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'hotel.db'}")


@db.model
class Room:
    id: str
    floor: int


@db.model
class Stay:
    id: str
    room_id: str


wf = WorkflowBuilder()
wf.add_node("RoomCreateNode", "room", {"id": "r12", "floor": 1})
wf.add_node("StayCreateNode", "stay", {"id": "s1"})
wf.add_connection("room", "id", "stay", "room_id")
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("stay in", results["stay"]["room_id"])
