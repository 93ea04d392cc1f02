from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'poems.db'}")


@db.model
class Poem:
    id: int
    title: str


db.express_sync.create("Poem", {"id": 1, "title": "Winter Garden"})
db.express_sync.create("Poem", {"id": 2, "title": "Harbour"})

workflow = WorkflowBuilder()
workflow.add_node("PoemListNode", "poems", {"filter": {"title": {"$regex": ".*Garden.*"}}})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build())
print("poems:", [poem["title"] for poem in results["poems"]["records"]])
db.close()
