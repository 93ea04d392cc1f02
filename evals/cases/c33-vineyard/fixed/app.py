from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cellar.db'}")


@db.model
class Bottle:
    id: str
    price: int
    shelf: str = "front"


for number, price in enumerate([12, 55, 80]):
    db.express_sync.create("Bottle", {"id": f"b{number}", "price": price})

wf = WorkflowBuilder()
wf.add_node("BottleBulkUpdateNode", "move", {"filter": {"price": {"$gt": 40}}, "fields": {"shelf": "safe"}})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("in the safe:", db.express_sync.count("Bottle", {"shelf": "safe"}))
