from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'timesheet.db'}")


@db.model
class Shift:
    id: str
    worker: str
    hours: int


workflow = WorkflowBuilder()
workflow.add_node("ShiftCreateNode", "log", {"id": "sh-1", "worker": "Ivo", "hours": 7.5})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("hours:", float(db.express_sync.read("Shift", "sh-1")["hours"]))
