from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'podcasts.db'}")

ADDRESS = "https://radio.example/podcasts/history/2031/season-4/the-long-winter.xml"


@db.model
class Feed:
    id: str
    title: str
    plays: int = 0


db.express_sync.create("Feed", {"id": ADDRESS, "title": "The long winter"})

flow = WorkflowBuilder()
flow.add_node("FeedUpdateNode", "count", {"filter": {"id": ADDRESS}, "plays": 12})
with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("plays:", db.express_sync.read("Feed", ADDRESS)["plays"])
print("rows:", results["count"]["rows_affected"])
db.close()
