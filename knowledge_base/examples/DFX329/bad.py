from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lodge.db'}")


@db.model
class Guest:
    id: str
    nights: int


@db.model
class Cabin:
    id: str
    beds: int


for n in range(3):
    db.express_sync.create("Guest", {"id": f"g{n}", "nights": n})
    db.express_sync.create("Cabin", {"id": f"c{n}", "beds": n})

flow = WorkflowBuilder()
flow.add_node("GuestListNode", "guests", {"filter": {}})
flow.add_node("CabinListNode", "cabins", {"filter": {}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build(), parameters={"limit": 1})

print(len(results["guests"]["records"]), "guest,", len(results["cabins"]["records"]), "cabins")
