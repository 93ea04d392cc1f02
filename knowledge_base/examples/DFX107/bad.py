from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'orders.db'}")


@db.model
class Purchase:
    id: str
    article: str
    channel: str = lambda: "web"


workflow = WorkflowBuilder()
workflow.add_node("PurchaseCreateNode", "buy", {"id": "p1", "article": "lamp"})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("channel web:", db.express_sync.count("Purchase", {"channel": "web"}))
