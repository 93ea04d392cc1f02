from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'school.db'}")


@db.model
class Pupil:
    id: str
    name: str
    form: str


db.express_sync.create("Pupil", {"id": "p1", "name": "Ole", "form": "3b"})

workflow = WorkflowBuilder()
workflow.add_node("PupilUpdateNode", "move_up", {"where": {"id": "p1"}, "fields": {"form": "4b"}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("form:", db.express_sync.read("Pupil", "p1")["form"])
