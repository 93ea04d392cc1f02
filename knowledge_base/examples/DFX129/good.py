from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'houses.db'}")


@db.model
class House:
    id: str
    number: str


workflow = WorkflowBuilder()
workflow.add_node("HouseCreateNode", "add", {"id": "h1", "number": "12b"})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("number:", results["add"]["number"])
