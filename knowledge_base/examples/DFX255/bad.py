from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'archive.db'}")


@db.model
class Record:
    id: str
    title: str


for key in ("r1", "r2", "r3"):
    db.express_sync.create("Record", {"id": key, "title": key.upper()})

workflow = WorkflowBuilder()
workflow.add_node("RecordBulkDeleteNode", "purge", {"ids": ["r1", "r2"]})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("left:", db.express_sync.count("Record"))
