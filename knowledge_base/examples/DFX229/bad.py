from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'forum.db'}")


@db.model
class Post:
    id: str
    number: int


db.express_sync.bulk_create("Post", [{"id": f"p{n:02}", "number": n} for n in range(1, 8)])

workflow = WorkflowBuilder()
workflow.add_node(
    "PostListNode", "second_page", {"filter": {}, "order_by": ["number"], "limit": 3, "skip": 3}
)

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print([p["number"] for p in results["second_page"]["records"]])
