from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Shot:
    id: str
    points: int


for key, points in [("s1", 9), ("s2", 7)]:
    db.express_sync.create("Shot", {"id": key, "points": points})

flow = WorkflowBuilder()
flow.add_node("ShotListNode", "shots", {"limit": 50})
flow.add_node("PythonCodeNode", "best", {"code": "result = max(s['points'] for s in shots)"})
flow.add_connection("shots", "records", "best", "shots")
with LocalRuntime() as runtime:
    results, _ = runtime.execute(flow.build())
print("best:", results["best"]["result"])
