from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'glossary.db'}")


@db.model
class Term:
    id: str
    meaning: str


db.express_sync.create("Term", {"id": "orm", "meaning": "?"})

workflow = WorkflowBuilder()
workflow.add_node(
    "TermBulkUpsertNode",
    "publish",
    {"data": [{"id": "orm", "meaning": "object mapper"}], "conflict_resolution": "replace"},
)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print(db.express_sync.read("Term", "orm")["meaning"])
