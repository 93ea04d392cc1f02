from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'regatta.db'}")


@db.model
class Boat:
    id: str
    berth: int
    checked: bool = False


def arrival(boat_id, berth):
    flow = WorkflowBuilder()
    flow.add_node("BoatCreateNode", "moor", {"id": boat_id, "berth": berth})
    flow.add_node("BoatUpdateNode", "inspect", {"filter": {"id": boat_id}, "fields": {"checked": True}})
    flow.add_node("BoatListNode", "harbour", {"limit": 50})
    flow.add_node("BoatCountNode", "all", {})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(flow.build())
    return results


after = arrival("b1", 4)
print("in the harbour:", [boat["id"] for boat in after["harbour"]["records"]])
print("boats:", after["all"]["count"])
print("checked:", bool(db.express_sync.read("Boat", "b1")["checked"]))
db.close()
