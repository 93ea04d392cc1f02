from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cellar.db'}")


@db.model
class Bottle:
    id: str
    label: str
    shelf: int


db.express_sync.create("Bottle", {"id": "b1", "label": "Rioja", "shelf": 2})

workflow = WorkflowBuilder()
workflow.add_node("BottleUpdateNode", "move", {"filter": {"id": "b1"}, "data": {"shelf": 5}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("shelf", db.express_sync.read("Bottle", "b1")["shelf"])
