from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'zoo.db'}")


@db.model
class Animal:
    id: str
    species: str
    kilos: int = 0


workflow = WorkflowBuilder()
workflow.add_node(
    "AnimalBulkCreateNode",
    "arrive",
    {"data": [{"id": "a1", "species": "okapi", "kilo": 210}, {"id": "a2", "species": "lynx", "kilo": 19}]},
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("kilos:", sum(a["kilos"] for a in db.express_sync.list("Animal")))
