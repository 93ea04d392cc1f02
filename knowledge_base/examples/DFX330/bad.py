from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'mill.db'}")


@db.model
class Sack:
    id: str
    kilos: int


flow = WorkflowBuilder()
flow.add_node("SackCreateNode", "fill", {"id": "s1", "kilos": 25})
results, run_id = flow.execute()

print("kilos:", results["fill"]["kilos"])
