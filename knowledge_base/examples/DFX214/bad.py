from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'kennel.db'}")


@db.model
class Dog:
    id: str
    call_name: str
    vaccinated: bool = False


db.express_sync.create("Dog", {"id": "d1", "call_name": "Rex"})

workflow = WorkflowBuilder()
workflow.add_node("DogUpdateNode", "visit", {"filter": {"id": "d1"}, "fields": {"vacinated": True}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("vaccinated:", db.express_sync.count("Dog", {"vaccinated": True}))
