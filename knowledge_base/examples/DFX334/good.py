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
flow.add_node("PythonCodeNode", "show_id", {"code": "result = records[0]['id']"})
flow.add_connection("newest", "records", "show_id", "records")
flow.add_connection("show_id", "result", "show", "id")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("year:", results["show"].get("year", "unknown"))
