from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'trees.db'}")


@db.model
class Tree:
    id: str
    metres: int


wf = WorkflowBuilder()
wf.add_node("TreeCreateNode", "add_tree", {"id": "oak", "metres": 21})
with LocalRuntime() as runtime:
    results, run_id = runtime.execute(wf.build())

print("height:", results["add_tree"]["metres"])
