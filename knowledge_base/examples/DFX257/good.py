from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'scratch.db'}")


@db.model
class Token:
    id: str


for key in ("t1", "t2"):
    db.express_sync.create("Token", {"id": key})

workflow = WorkflowBuilder()
workflow.add_node("TokenBulkDeleteNode", "reset", {"filter": {}, "confirmed": True})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("tokens:", db.express_sync.count("Token"))
