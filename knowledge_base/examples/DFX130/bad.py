from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tags.db'}")


@db.model
class Picture:
    id: str
    labels: list


workflow = WorkflowBuilder()
workflow.add_node("PictureCreateNode", "add", {"id": "p1", "labels": "sea"})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("labels:", results["add"]["labels"])
