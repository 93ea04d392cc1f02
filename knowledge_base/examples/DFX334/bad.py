from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'trophies.db'}")


@db.model
class Trophy:
    id: str
    year: int


for key, year in [("t1", 1998), ("t2", 2014)]:
    db.express_sync.create("Trophy", {"id": key, "year": year})

flow = WorkflowBuilder()
flow.add_node("TrophyListNode", "newest", {"filter": {}, "order_by": ["-year"], "limit": 1})
flow.add_node("TrophyReadNode", "show", {})
flow.add_connection("newest", "records.0.id", "show", "id")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("year:", results["show"].get("year", "unknown"))
