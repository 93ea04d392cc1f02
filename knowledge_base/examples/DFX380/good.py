from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'depot.db'}")


@db.model
class Delivery:
    gate: str
    pallets: int


runtime = LocalRuntime()
for number, (gate, pallets) in enumerate([("north", 4), ("south", 7), ("north", 2)]):
    flow = WorkflowBuilder()
    flow.add_node("DeliveryCreateNode", f"delivery_{number}", {"gate": gate, "pallets": pallets})
    runtime.execute(flow.build())
runtime.close()

print("deliveries:", db.express_sync.count("Delivery"))
db.close()
