from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'kennel.db'}")


@db.model
class Dog:
    id: str
    name: str


NAMES = "Aika Balu Cora Dino Emma Fips Gina Hugo Ina Jule Kira Luna Max Nala".split()

db.express_sync.bulk_create("Dog", [{"id": f"d{n:02}", "name": name} for n, name in enumerate(NAMES)])

wf = WorkflowBuilder()
wf.add_node("DogListNode", "kennel", {"filter": {}, "order_by": ["id"]})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())

dogs = results["kennel"]["records"]
print("dogs:", len(dogs))
print("last:", dogs[-1]["name"])
