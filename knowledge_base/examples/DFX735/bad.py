from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'harvest.db'}")


@db.model
class Crate:
    id: str
    fruit: str
    sold: bool = False


for crate_id, fruit in (("c1", "pears"), ("c2", "plums"), ("c3", "figs")):
    db.express_sync.create("Crate", {"id": crate_id, "fruit": fruit})

workflow = WorkflowBuilder()
workflow.add_node("CrateUpdateNode", "sell", {"filter": {"id": {"$in": ["c1", "c3"]}}, "fields": {"sold": True}})
with LocalRuntime() as runtime:
    runtime.execute(workflow.build())
print("sold:", db.express_sync.count("Crate", {"sold": True}))
db.close()
