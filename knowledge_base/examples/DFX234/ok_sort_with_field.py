from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ferry.db'}")


@db.model
class Crossing:
    id: str
    port: str
    hour: int


for key, port, hour in [("c1", "Split", 14), ("c2", "Hvar", 9), ("c3", "Vis", 11)]:
    db.express_sync.create("Crossing", {"id": key, "port": port, "hour": hour})

workflow = WorkflowBuilder()
workflow.add_node("CrossingListNode", "board", {"filter": {}, "sort": [{"field": "hour", "order": "asc"}]})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print([c["port"] for c in results["board"]["records"]])
