from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'sites.db'}")


@db.model
class Site:
    id: str
    target_url: str


workflow = WorkflowBuilder()
workflow.add_node("SiteCreateNode", "enter", {"id": "shop", "target_url": "cockroach://roach.example/shop"})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build())
print(db.express_sync.read("Site", "shop")["target_url"])
db.close()
