from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tailor.db'}")


@db.model
class Suit:
    id: str
    cloth: str


flow = WorkflowBuilder()
flow.add_node("SuitCreateNode", "cut_suit", {"id": "s1", "cloth": "tweed"})
flow.add_node("SuitReadNode", "show", {})
flow.add_connection("cut_suits", "id", "show", "id")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print(results["show"]["cloth"])
