from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'feeds.db'}")


@db.model
class Article:
    id: str
    headline: str


db.express_sync.create("Article", {"id": "a1", "headline": "Rain"})

batch = [{"id": "a1", "headline": "Rain"}, {"id": "a2", "headline": "Snow"}]

workflow = WorkflowBuilder()
workflow.add_node("ArticleBulkCreateNode", "import", {"data": batch, "conflict_resolution": "skip"})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("articles:", db.express_sync.count("Article"))
