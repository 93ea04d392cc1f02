from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'depot.db'}")


@db.model
class Delivery:
    id: str
    gate: str
    pallets: int


def book(gate, parts):
    flow = WorkflowBuilder()
    for number, pallets in enumerate(parts):
        flow.add_node(
            "DeliveryCreateNode", f"part_{number}", {"id": f"{gate}-{number}", "gate": gate, "pallets": pallets}
        )
    with LocalRuntime() as runtime:
        runtime.execute(flow.build())


book("north", [4])
book("south", [7, 3])
book("west", [1, 2, 5])
print("deliveries:", db.express_sync.count("Delivery"))
db.close()
