from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'manual.db'}")


@db.model
class Step:
    id: str
    text: str


db.express_sync.create("Step", {"id": "s1", "text": "Delete from the tray what is not needed."})
workflow = WorkflowBuilder()
workflow.add_node("StepCreateNode", "second", {"id": "s2", "text": "Select a size, then delete the rest."})
workflow.add_node(
    "StepUpdateNode",
    "first",
    {"filter": {"id": "s1"}, "fields": {"text": "Insert into the tray what is needed."}},
)
with LocalRuntime() as runtime:
    runtime.execute(workflow.build())
for step in db.express_sync.list("Step", order_by=["id"]):
    print(step["text"])
db.close()
