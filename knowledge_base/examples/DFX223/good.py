from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'press.db'}")


@db.model
class Draft:
    id: str
    author: str
    title: str


for key, author in [("d1", "kim"), ("d2", "ruth"), ("d3", "kim")]:
    db.express_sync.create("Draft", {"id": key, "author": author, "title": "untitled"})

workflow = WorkflowBuilder()
workflow.add_node("DraftBulkDeleteNode", "clean", {"filter": {"author": "kim"}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("drafts left:", db.express_sync.count("Draft"))
