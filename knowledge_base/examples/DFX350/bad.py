from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'wells.db'}")


@db.model
class Well:
    id: str
    depth: int


db.express_sync.create("Well", {"id": "w1", "depth": 80})


def deepest(wells: list) -> int:
    return max(w["depth"] for w in wells)


flow = WorkflowBuilder()
flow.add_node("WellListNode", "wells", {"filter": {}})
flow.add_node("PythonCodeNode", "deepest", {"code": deepest})
flow.add_connection("wells", "records", "deepest", "wells")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("deepest:", results["deepest"]["result"])
