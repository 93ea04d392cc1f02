from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'wharf.db'}")


@db.model
class Crane:
    id: str
    tons: int


crane = {"id": "c1", "tons": 40}
workflow = WorkflowBuilder()
workflow.add_node(
    "CraneUpsertNode", "crane", {"where": {"id": "c1"}, "create": crane, "update": {"tons": 40}}
)
with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("tons:", results["crane"]["record"]["tons"])
