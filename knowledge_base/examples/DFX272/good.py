from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'quota.db'}")


@db.model
class Quota:
    id: str
    owner: str
    used: int = 0


workflow = WorkflowBuilder()
workflow.add_node(
    "QuotaUpsertNode",
    "book",
    {"where": {"id": "q1"}, "update": {"used": 5}, "create": {"id": "q1", "owner": "unknown", "used": 5}},
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("quotas:", db.express_sync.count("Quota"))
