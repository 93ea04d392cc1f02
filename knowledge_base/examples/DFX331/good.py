from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'dairy.db'}")


@db.model
class Churn:
    id: str
    litres: int


flow = WorkflowBuilder()
flow.add_node("ChurnCreateNode", "fill", {"id": "c1", "litres": 40})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("litres:", results["fill"]["litres"])
