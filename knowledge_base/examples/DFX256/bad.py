from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'inbox.db'}")


@db.model
class Mail:
    id: str
    folder: str


for key, folder in [("m1", "spam"), ("m2", "inbox"), ("m3", "inbox")]:
    db.express_sync.create("Mail", {"id": key, "folder": folder})

workflow = WorkflowBuilder()
workflow.add_node("MailBulkDeleteNode", "empty_spam", {"where": {"folder": "spam"}, "confirmed": True})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("mails left:", db.express_sync.count("Mail"))
