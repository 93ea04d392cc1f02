from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tides.db'}")


@db.model
class Tide:
    id: str
    metres: float


for n in (1, 2):
    db.express_sync.create("Tide", {"id": f"t{n}", "metres": 1.5 * n})


def highest(tides: list) -> float:
    return max(t["metres"] for t in tides)


flow = WorkflowBuilder()
flow.add_node("TideListNode", "list_tides", {"filter": {}})
flow.add_node("PythonCodeNode", "highest", {"function": highest})
flow.add_connection("list_tides", "records", "highest", "records")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("highest:", results["highest"]["result"])
