from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'signage.db'}")


@db.model
class Poster:
    id: str
    weeks: int


for key, weeks in [("p1", 1), ("p2", 9), ("p3", 14)]:
    db.express_sync.create("Poster", {"id": key, "weeks": weeks})

flow = WorkflowBuilder()
flow.add_node("PosterListNode", "hanging", {"limit": 100})
flow.add_node(
    "PythonCodeNode", "old", {"code": "result = [one['id'] for one in posters if one['weeks'] > 8]"}
)
flow.add_node("PosterBulkDeleteNode", "take_down", {"confirmed": True})
flow.add_connection("hanging", "records", "old", "posters")
flow.add_connection("old", "result", "take_down", "data")

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

print("still hanging:", [one["id"] for one in db.express_sync.list("Poster")])
db.close()
