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


class Desk:
    def __init__(self):
        self.flow = WorkflowBuilder()
        self.runtime = LocalRuntime()

    def note(self, number, gate, pallets):
        self.flow.add_node("DeliveryCreateNode", number, {"id": number, "gate": gate, "pallets": pallets})

    def send(self):
        results, _ = self.runtime.execute(self.flow.build())
        return results


desk = Desk()
desk.note("d1", "north", 4)
desk.note("d2", "south", 7)
desk.send()
desk.note("d3", "north", 2)
desk.send()
desk.runtime.close()

for delivery in db.express_sync.list("Delivery", order_by=["id"]):
    print(delivery["id"], delivery["gate"], delivery["pallets"])
db.close()
