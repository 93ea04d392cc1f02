from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'theatre.db'}")


@db.model
class Chair:
    id: str
    folded: bool = True


for n in range(4):
    db.express_sync.create("Chair", {"id": f"c{n}"})

workflow = WorkflowBuilder()
workflow.add_node("ChairBulkUpdateNode", "unfold", {"filter": {}, "fields": {"folded": False}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("unfolded:", db.express_sync.count("Chair", {"folded": False}))
