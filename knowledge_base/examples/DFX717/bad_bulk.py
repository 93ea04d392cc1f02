from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lockers.db'}")


@db.model
class Locker:
    id: str
    owner: str
    paid: bool


def clear():
    unpaid = tuple(locker["id"] for locker in db.express_sync.list("Locker", filter={"paid": False}))
    workflow = WorkflowBuilder()
    workflow.add_node("LockerBulkDeleteNode", "clear", {"filter": {"id": {"$in": unpaid}}})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return results["clear"]["deleted"]


for number, paid in (("l1", True), ("l2", False), ("l3", False)):
    db.express_sync.create("Locker", {"id": number, "owner": "somebody", "paid": paid})
print("cleared:", clear())
db.close()
