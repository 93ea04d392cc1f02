from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'notes.db'}")


@db.model
class Note:
    id: str
    text: str


workflow = WorkflowBuilder()
workflow.add_node("NoteCreateNode", "write", {"text": "call the plumber"})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

stored = db.express_sync.list("Note")[0]
print("id:", "set" if stored["id"] is not None else "empty")
