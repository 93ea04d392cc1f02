from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from base import Tracked

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'nursery.db'}")


@db.model
class Plant(Tracked):
    latin: str
    height_cm: int
    pots: int = 0


PLANTS = [
    ("acer-01", "Acer palmatum", 120, 14),
    ("taxu-07", "Taxus baccata", 80, 40),
]


def stock_up():
    wf = WorkflowBuilder()
    for code, latin, height, pots in PLANTS:
        node = "add_" + code.replace("-", "_")
        wf.add_node("PlantCreateNode", node, {"id": code, "latin": latin, "height_cm": height, "pots": pots})
    with LocalRuntime() as runtime:
        runtime.execute(wf.build())


if __name__ == "__main__":
    stock_up()
    for plant in db.express_sync.list("Plant", {}, order_by=["id"]):
        print(plant["id"], plant["latin"], plant["pots"])
    db.close()
