from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'roster.db'}")


@db.model
class Player:
    id: str
    name: str
    goals: int = 0


db.express_sync.create("Player", {"id": "p7", "name": "Sanna"})

workflow = WorkflowBuilder()
workflow.add_node(
    "PlayerBulkUpsertNode", "score", {"data": [{"id": "p7", "goals": 3}], "conflict_resolution": "update"}
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("goals:", db.express_sync.read("Player", "p7")["goals"])
