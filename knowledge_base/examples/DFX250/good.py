from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'depot.db'}")


@db.model
class Crate:
    id: str
    zone: str
    sealed: bool = False


for key, zone in [("c1", "north"), ("c2", "north"), ("c3", "south")]:
    db.express_sync.create("Crate", {"id": key, "zone": zone})

workflow = WorkflowBuilder()
workflow.add_node("CrateBulkUpdateNode", "seal", {"filter": {"zone": "north"}, "fields": {"sealed": True}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("success:", results["seal"]["success"], "sealed:", db.express_sync.count("Crate", {"sealed": True}))
