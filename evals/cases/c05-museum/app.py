from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'museum.db'}")


@db.model
class Exhibit:
    id: str
    hall: int


for number, hall in enumerate([3, 1, 3], start=1):
    db.express_sync.create("Exhibit", {"id": f"x{number}", "hall": hall})


def exhibits():
    wf = WorkflowBuilder()
    wf.add_node("ExhibitListNode", "all", {"filter": {}, "limit": 100})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["all"]


halls = sorted(exhibit["hall"] for exhibit in exhibits())
print("halls:", halls)
