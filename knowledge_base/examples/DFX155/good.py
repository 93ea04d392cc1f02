from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'kennels.db'}")


@db.model
class Breed:
    id: int
    name: str


@db.model
class Puppy:
    id: int
    name: str
    breed: int


workflow = WorkflowBuilder()
workflow.add_node("BreedCreateNode", "breed", {"id": 3, "name": "Beagle"})
workflow.add_node("PuppyCreateNode", "puppy", {"id": 1, "name": "Rolf", "breed": 3})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build())
print("breed of", results["puppy"]["name"], results["puppy"]["breed"])
