from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'suburbs.db'}")


@db.model
class Suburb:
    id: str
    name: str


workflow = WorkflowBuilder()
workflow.add_node(
    "SuburbBulkUpsertNode", "load", {"data": [{"id": "s1", "name": "Ost"}, {"id": "s2", "name": "West"}]}
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("suburbs:", db.express_sync.count("Suburb"))
