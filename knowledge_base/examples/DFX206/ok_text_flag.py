from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'newsletter.db'}")


@db.model
class Subscriber:
    id: str
    email: str
    active: bool = True
    note: str = ""


workflow = WorkflowBuilder()
workflow.add_node(
    "SubscriberCreateNode",
    "import",
    {"id": "s-1", "email": "lea@example.org", "active": False, "note": "false"},
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("active subscribers:", db.express_sync.count("Subscriber", {"active": True}))
