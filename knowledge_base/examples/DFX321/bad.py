from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'camp.db'}")


@db.model
class Tent:
    id: str
    beds: int


flow = WorkflowBuilder()
flow.add_node("TentCreateNode", "pitch", {"id": "t1", "beds": 4}).add_node("TentCountNode", "tents", {})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("beds:", results["pitch"]["beds"])
