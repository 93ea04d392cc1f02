from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stocktake.db'}")


@db.model
class Item:
    id: str
    quantity: int


for n in (1, 2):
    db.express_sync.create("Item", {"id": f"i{n}", "quantity": n})

CODE = "result = {'updates': [{'id': i['id'], 'quantity': i['quantity'] * 10} for i in items]}"

flow = WorkflowBuilder()
flow.add_node("ItemListNode", "items", {"filter": {}})
flow.add_node("PythonCodeNode", "scale", {"code": CODE})
flow.add_node("ItemBulkUpdateNode", "save", {})
flow.add_connection("items", "records", "scale", "items")
flow.add_connection("scale", "result.updates", "save", "data")

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

print("quantities:", sorted(i["quantity"] for i in db.express_sync.list("Item")))
