from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'mills.db'}")


@db.model
class Mill:
    id: str
    sails: int


workflow = WorkflowBuilder()
workflow.add_node("MillCreateNode", "build_mill", {"id": "m1", "sails": 4})
with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

mill = results["MillCreateNode"]
print("sails:", mill["sails"])
