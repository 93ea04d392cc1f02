from pathlib import Path
from typing import Optional

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lockers.db'}")


@db.model
class Locker:
    id: str
    floor: int
    note: Optional[str] = None


lockers = [{"id": "l1", "floor": 1, "note": "broken"}, {"id": "l2", "floor": 1}, {"id": "l3", "floor": 2}]

workflow = WorkflowBuilder()
workflow.add_node("LockerBulkCreateNode", "install", {"data": lockers})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("lockers with a note:", len([k for k in db.express_sync.list("Locker") if k["note"]]))
