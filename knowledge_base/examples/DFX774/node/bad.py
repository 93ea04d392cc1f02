from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Lens:
    id: str
    mount: str


for key, mount in [("l1", "M42 screw"), ("l2", "M39 screw"), ("l3", "K bayonet")]:
    db.express_sync.create("Lens", {"id": key, "mount": mount})

wf = WorkflowBuilder()
wf.add_node("LensListNode", "screwed", {"filter": {"mount": "%screw"}, "limit": 20})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("screwed:", sorted(lens["id"] for lens in results["screwed"]["records"]))
