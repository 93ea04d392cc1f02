from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cycling.db'}")


@db.model
class Stage:
    id: str
    km: int


for n in (1, 2, 3):
    db.express_sync.create("Stage", {"id": f"s{n}", "km": 60 * n})

flow = WorkflowBuilder()
flow.add_node("StageListNode", "long", {"filter": {}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build(), inputs={"long": {"filter": {"km": {"$gt": 100}}}})

print("long stages:", len(results["long"]["records"]))
