from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'museum.db'}")


@db.model
class Exhibit:
    id: str
    title: str


for key, title in [("e1", "amphora"), ("e2", "mask"), ("e3", "loom")]:
    db.express_sync.create("Exhibit", {"id": key, "title": title})

workflow = WorkflowBuilder()
workflow.add_node("ExhibitDeleteNode", "lend_out", {"filter": {"id": "e2"}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print(sorted(e["title"] for e in db.express_sync.list("Exhibit")))
