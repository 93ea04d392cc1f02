from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lockers2.db'}")


@db.model
class Locker:
    id: str
    holder: str


def assign(holder):
    workflow = WorkflowBuilder()
    workflow.add_node(
        "LockerUpsertNode",
        "assign",
        {"where": {"id": "L-7"}, "update": {"holder": holder}, "create": {"id": "L-7", "holder": holder}},
    )
    with LocalRuntime() as runtime:
        runtime.execute(workflow.build())


assign("Ana")
locker = db.express_sync.read("Locker", "L-7")
print("holder:", locker["holder"] if locker else "nobody")
