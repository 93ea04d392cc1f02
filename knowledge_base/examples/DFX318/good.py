from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'courier.db'}")


@db.model
class Depot:
    id: str
    town: str


@db.model
class Route:
    id: str
    origin: str = ""
    goal: str = ""


flow = WorkflowBuilder()
flow.add_node("DepotCreateNode", "north", {"id": "d1", "town": "Oslo"})
flow.add_node("DepotCreateNode", "south", {"id": "d2", "town": "Bari"})
flow.add_node("RouteCreateNode", "plan", {"id": "r1"})
flow.add_connection("north", "town", "plan", "origin")
flow.add_connection("south", "town", "plan", "goal")

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

route = db.express_sync.read("Route", "r1")
print(f"{route['origin']} to {route['goal']}")
