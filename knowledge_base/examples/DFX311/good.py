from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'print.db'}")


@db.model
class Job:
    id: str
    pages: int


flow = WorkflowBuilder()
flow.add_node("JobCreateNode", "submit", {"id": "j1", "pages": 8})
flow.add_node("JobReadNode", "confirm", {})
flow.add_connection("submit", "id", "confirm", "id")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("pages:", results["confirm"]["pages"])
