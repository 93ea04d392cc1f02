from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ferry.db'}")


@db.model
class Sailing:
    ship: str
    deck: str = "upper"


@db.model
class Passenger:
    name: str
    sailing_id: int = 0


def fleet(ships):
    flow = WorkflowBuilder()
    for number, (ship, name) in enumerate(ships):
        trip = f"trip_{number}"
        flow.add_node("SailingCreateNode", trip, {"ship": ship, "deck": "lower"})
        flow.add_node("PassengerCreateNode", f"guest_{number}", {"name": name})
        flow.add_connection(trip, "id", f"guest_{number}", "sailing_id")

    with LocalRuntime() as runtime:
        runtime.execute(flow.build())


fleet([("Etna", "Ines"), ("Fuji", "Juri")])

for sailing in db.express_sync.list("Sailing", order_by=["id"]):
    aboard = db.express_sync.list("Passenger", {"sailing_id": sailing["id"]}, order_by=["id"])
    print(sailing["id"], sailing["ship"], [one["name"] for one in aboard])
db.close()
