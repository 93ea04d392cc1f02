from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ferry.db'}")


@db.model
class Crossing:
    id: str
    port: str
    seats: int = 0


db.express_sync.create("Crossing", {"id": "c1", "port": "Naantali", "seats": 40})


def book(crossing, seats):
    workflow = WorkflowBuilder()
    workflow.add_node("CrossingUpdateNode", "book", {"filter": {"id": crossing}, "fields": {"seats": seats}})
    with LocalRuntime() as runtime:
        runtime.execute(workflow.build())


print("before:", db.express_sync.read("Crossing", "c1")["seats"])
book("c1", 37)
print("after:", db.express_sync.read("Crossing", "c1", cache_ttl=0)["seats"])
db.close()
