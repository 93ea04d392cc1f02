from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cache.db'}")


@db.model
class Page:
    id: str
    views: int = 0


db.express_sync.create("Page", {"id": "home", "views": 2})

workflow = WorkflowBuilder()
workflow.add_node(
    "PageUpsertNode",
    "hit",
    {"where": {"id": {"$eq": "home"}}, "update": {"views": 3}, "create": {"id": "home", "views": 1}},
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("views:", db.express_sync.read("Page", "home")["views"])
