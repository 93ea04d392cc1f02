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
    sailing_id: int


def board(ship, name):
    flow = WorkflowBuilder()
    flow.add_node("SailingCreateNode", "sailing", {"ship": ship})
    flow.add_node("SailingListNode", "sailing_stored", {"filter": {"ship": ship}, "order_by": ["-id"], "limit": 1})
    flow.add_connection("sailing", "rows_affected", "sailing_stored", "_after")
    flow.add_node("PythonCodeNode", "sailing_id", {"code": "result = records[0]['id']"})
    flow.add_connection("sailing_stored", "records", "sailing_id", "records")
    flow.add_node("PassengerCreateNode", "passenger", {"name": name})
    flow.add_connection("sailing_id", "result", "passenger", "sailing_id")

    with LocalRuntime() as runtime:
        runtime.execute(flow.build())


board("Etna", "Ines")
board("Etna", "Juri")

for sailing in db.express_sync.list("Sailing", order_by=["id"]):
    aboard = db.express_sync.list("Passenger", {"sailing_id": sailing["id"]}, order_by=["id"])
    print(sailing["id"], sailing["ship"], [one["name"] for one in aboard])
db.close()
