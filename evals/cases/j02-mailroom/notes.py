from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("mailroom.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'mailroom.db'}")


@db.model
class Handover:
    id: str
    author: str
    body: str


def save_note(note_id, author, body):
    flow = WorkflowBuilder()
    flow.add_node("HandoverCreateNode", "save", {"id": note_id, "author": author, "body": body})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(flow.build())
    return results["save"]["id"]


def notes_of(author):
    found = db.express_sync.list("Handover", {"author": author}, limit=50)
    return sorted(found, key=lambda note: note["id"])
