from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'choirs.db'}")


@db.model
class Choir:
    id: str
    hymn: str


for key, hymn in [("c1", "Dawn"), ("c2", "Dusk")]:
    db.express_sync.create("Choir", {"id": key, "hymn": hymn})

flow = WorkflowBuilder()
flow.add_node("ChoirReadNode", "first", {"id": "c1"})
flow.add_node("ChoirReadNode", "second", {"id": "c2"})
flow.add_node("MergeNode", "hymns", {})
flow.add_connection("first", "hymn", "hymns", "data1")
flow.add_connection("second", "hymn", "hymns", "data2")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("hymns:", results["hymns"]["merged_data"])
