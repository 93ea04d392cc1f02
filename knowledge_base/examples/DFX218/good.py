from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cloakroom.db'}")


@db.model
class Coat:
    id: str
    hook: int


db.express_sync.create("Coat", {"id": "c-12", "hook": 4})

workflow = WorkflowBuilder()
workflow.add_node("CoatUpdateNode", "move", {"filter": {"id": "C-12"}, "fields": {"hook": 9}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("moved:", results["move"]["rows_affected"] > 0)
