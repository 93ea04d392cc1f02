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

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("kilos:", results["fill"]["kilos"])
