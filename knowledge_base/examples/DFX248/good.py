from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rain.db'}")


@db.model
class Rainfall:
    id: str
    place: str
    millimetres: int


measured = [
    {"id": "r1", "place": "Turku", "millimetres": 0},
    {"id": "r2", "place": "Bergen", "millimetres": 41},
]

workflow = WorkflowBuilder()
workflow.add_node("RainfallBulkCreateNode", "load", {"data": measured})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("mean:", sum(r["millimetres"] for r in db.express_sync.list("Rainfall")) / 2)
