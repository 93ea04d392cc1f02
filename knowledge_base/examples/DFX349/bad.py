from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'elevator.db'}")


@db.model
class Trip:
    id: str
    floors: int


@db.model
class Report:
    id: str
    longest: int = 0


for n in (3, 9):
    db.express_sync.create("Trip", {"id": f"t{n}", "floors": n})

flow = WorkflowBuilder()
flow.add_node("TripListNode", "trips", {"filter": {}})
flow.add_node(
    "PythonCodeNode",
    "stats",
    {"code": "longest = max(t['floors'] for t in trips)\nresult = len(trips)"},
)
flow.add_node("ReportCreateNode", "report", {"id": "r1"})
flow.add_connection("trips", "records", "stats", "trips")
flow.add_connection("stats", "longest", "report", "longest")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("longest:", results["report"]["longest"])
