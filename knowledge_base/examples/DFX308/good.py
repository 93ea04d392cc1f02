from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'toys.db'}")


@db.model
class Toy:
    id: str
    brand: str


flow = WorkflowBuilder()
flow.add_node("ToyCreateNode", "add", {"id": "t1", "brand": "Steiff"})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print(results["add"]["brand"])
