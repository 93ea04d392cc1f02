from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'forms.db'}")


@db.model
class Form:
    id: str
    layout: dict


db.express_sync.create("Form", {"id": "f1", "layout": {}})

workflow = WorkflowBuilder()
workflow.add_node(
    "FormUpdateNode", "publish", {"filter": {"id": "f1"}, "fields": {"layout": {"$schema": "v2"}}}
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("layout:", db.express_sync.read("Form", "f1")["layout"])
