from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'harbour.db'}")


@db.model
class Ship:
    id: str
    name: str


@db.model
class Berth:
    id: str
    ship_id: str


def plan(ship, berth):
    wf = WorkflowBuilder()
    wf.add_node("ShipCreateNode", "add_ship", ship)
    wf.add_node("BerthCreateNode", "add_berth", {"id": berth})
    wf.add_connection("add_ship", "id", "add_berth", "ship_id")
    return wf


wf = plan({"id": "s1", "name": "Anna"}, "b7")
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("berth of", results["add_berth"]["ship_id"])
