from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'accounts.db'}")


@db.model
class Card:
    id: str
    limit: int


for key, limit in [("c1", 500), ("c2", 900)]:
    db.express_sync.create("Card", {"id": key, "limit": limit})

workflow = WorkflowBuilder()
workflow.add_node("CardListNode", "cards", {"filter": {"limit": {"$gt": 600}}, "limit": 5})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("cards:", [c["id"] for c in results["cards"]["records"]])
