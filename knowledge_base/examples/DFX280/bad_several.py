from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'museum.db'}")


@db.model
class Label:
    id: str
    text: str


@db.model
class Exhibit:
    id: str
    label_id: str


def hang(exhibits):
    workflow = WorkflowBuilder()
    for number, text in exhibits:
        workflow.add_node("LabelCreateNode", f"label_{number}", {"id": f"l{number}", "text": text})
        workflow.add_node("ExhibitCreateNode", f"exhibit_{number}", {"id": f"x{number}"})
        workflow.add_connection(f"label_{number}", "id", f"exhibit_{number}", "label_id")
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return [results[f"label_{number}"]["text"] for number, _ in exhibits]


print(hang([(1, "Insert into the slot: one coin"), (2, "Please do not touch")]))
for exhibit in db.express_sync.list("Exhibit", order_by=["id"]):
    print(exhibit["id"], db.express_sync.read("Label", exhibit["label_id"])["text"])
db.close()
