from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'orchard.db'}")


@db.model
class Tree:
    id: str
    kind: str
    pruned: bool = False


for key, kind in [("t1", "apple"), ("t2", "pear"), ("t3", "apple")]:
    db.express_sync.create("Tree", {"id": key, "kind": kind})

workflow = WorkflowBuilder()
workflow.add_node("TreeBulkUpdateNode", "prune", {"filter": {"kind": "apple"}, "fields": {"pruned": True}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("pruned:", db.express_sync.count("Tree", {"pruned": True}))
