from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'dentist.db'}")


@db.model
class Checkup:
    id: str
    finding: str


flow = WorkflowBuilder()
flow.add_node("CheckupCreateNode", "record", {"id": "c1", "finding": "none"})
flow.add_node("CheckupReadNode", "letter", {})
flow.add_connection("record", "id", "letter", "id")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("finding:", results["letter"]["finding"])
