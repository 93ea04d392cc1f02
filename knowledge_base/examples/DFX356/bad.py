from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ovens.db'}")


@db.model
class Loaf:
    id: str
    grams: int


for n in (1, 2):
    db.express_sync.create("Loaf", {"id": f"l{n}", "grams": 500 * n})


def weigh(loaves: list) -> int:
    return sum(loaf["grams"] for loaf in loaves)


flow = WorkflowBuilder()
flow.add_node("LoafListNode", "loaves", {"filter": {}})
flow.add_node(weigh, "weight", {})
flow.add_connection("loaves", "records", "weight", "loaves")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("grams:", results["weight"]["result"])
