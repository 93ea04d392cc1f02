from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'mails.db'}")


@db.model
class Template:
    id: str
    body: str


flow = WorkflowBuilder()
flow.add_node("TemplateCreateNode", "welcome", {"id": "t1", "body": "{{ customer.name }}"})

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

print(db.express_sync.read("Template", "t1")["body"])
