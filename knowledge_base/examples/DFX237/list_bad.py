from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'fountains.db'}")


@db.model
class Fountain:
    id: str
    district: str


for key, district in [("f1", "mitte"), ("f2", "nord"), ("f3", "mitte")]:
    db.express_sync.create("Fountain", {"id": key, "district": district})

workflow = WorkflowBuilder()
workflow.add_node("FountainListNode", "nord", {"where": {"district": "nord"}, "limit": 50})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print([fountain["id"] for fountain in results["nord"]["records"]])
