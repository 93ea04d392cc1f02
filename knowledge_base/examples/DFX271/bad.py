from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'profile.db'}")


@db.model
class Avatar:
    id: str
    colour: str


workflow = WorkflowBuilder()
workflow.add_node("AvatarUpsertNode", "save", {"where": {"id": "u1"}, "data": {"id": "u1", "colour": "teal"}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("avatars:", db.express_sync.count("Avatar"))
