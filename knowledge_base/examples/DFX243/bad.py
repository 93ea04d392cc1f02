from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lockers.db'}")


@db.model
class Locker:
    id: str
    floor: int
    state: str = "free"


lockers = [
    {"id": "l1", "floor": 1, "state": "broken"},
    {"id": "l2", "floor": 1},
    {"id": "l3", "floor": 2},
]

workflow = WorkflowBuilder()
workflow.add_node("LockerBulkCreateNode", "install", {"data": lockers})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("free lockers:", db.express_sync.count("Locker", {"state": "free"}))
