from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'wardrobe.db'}")


@db.model
class Coat:
    id: str
    size: str


for key in ("c1", "c2"):
    db.express_sync.create("Coat", {"id": key, "size": "M"})


def coats(size=None):
    workflow = WorkflowBuilder()
    workflow.add_node("CoatListNode", "coats", {"filter": {"size": size} if size else None})
    with LocalRuntime() as runtime:
        results, run_id = runtime.execute(workflow.build())
    return results["coats"]


print("coats:", len(coats().get("records", [])))
