from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'gym.db'}")


@db.model
class Member:
    id: str
    name: str
    visits: int = 0


member = db.express_sync.create("Member", {"id": "m1", "name": "Tove", "visits": 4})

workflow = WorkflowBuilder()
workflow.add_node("MemberUpdateNode", "enter", {"filter": {"id": "m1"}, "fields": {"visits": {"$inc": 1}}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("visits:", db.express_sync.read("Member", "m1")["visits"])
