from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'migration.db'}")


@db.model
class Photo:
    id: str
    title: str


db.express_sync.create("Photo", {"id": "ph1", "title": "harbour"})

workflow = WorkflowBuilder()
workflow.add_node(
    "PhotoUpdateNode", "backdate", {"filter": {"id": "ph1"}, "fields": {"created_at": "1998-07-04 10:00:00"}}
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("taken in", str(db.express_sync.read("Photo", "ph1")["created_at"])[:4])
