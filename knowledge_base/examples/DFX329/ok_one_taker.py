from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lodge.db'}")


@db.model
class Guest:
    id: str
    nights: int


for n in range(3):
    db.express_sync.create("Guest", {"id": f"g{n}", "nights": n})

flow = WorkflowBuilder()
flow.add_node("GuestListNode", "guests", {"filter": {}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build(), parameters={"limit": 1})

print(len(results["guests"]["records"]), "guest")
