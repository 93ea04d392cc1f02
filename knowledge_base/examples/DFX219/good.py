from pathlib import Path
from typing import Optional

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'phonebook.db'}")


@db.model
class Contact:
    id: str
    name: str
    phone: Optional[str] = None


db.express_sync.create("Contact", {"id": "c1", "name": "Yara", "phone": "0650 11"})

workflow = WorkflowBuilder()
workflow.add_node("ContactUpdateNode", "clear", {"filter": {"id": "c1"}, "fields": {"phone": None}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("phone:", db.express_sync.read("Contact", "c1")["phone"] or "none")
