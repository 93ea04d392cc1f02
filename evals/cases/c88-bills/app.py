from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'wires.db'}")


@db.model
class Order:
    id: str
    total: float


@db.model
class Bill:
    id: str
    order_id: str
    amount: float


NODES = [
    ("OrderCreateNode", "order", {"id": "o1", "total": 12.5}),
    ("BillCreateNode", "bill", {"id": "b1"}),
]
WIRES = [
    ("order", "order_id", "bill", "order_id"),
    ("order", "total", "bill", "amount"),
]

flow = WorkflowBuilder()
for kind, name, config in NODES:
    flow.add_node(kind, name, config)
for source, output, target, into in WIRES:
    flow.add_connection(source, output, target, into)
with LocalRuntime() as runtime:
    results, _ = runtime.execute(flow.build())
print("bill for", results["bill"]["order_id"], results["bill"]["amount"])
