from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'badges.db'}")


@db.model
class Badge:
    id: str
    holder: str


db.express_sync.create("Badge", {"id": "b1", "holder": "Ana"})

workflow = WorkflowBuilder()
workflow.add_node(
    "BadgeBulkUpsertNode",
    "sync",
    {"data": [{"id": "b1", "holder": "Ben"}], "conflict_on": "id", "conflict_resolution": "update"},
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("holder:", db.express_sync.read("Badge", "b1")["holder"])
