from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'diary.db'}")


@db.model
class Sheet:
    id: str
    page: int


for n in (1, 2, 3):
    db.express_sync.create("Sheet", {"id": f"s{n}", "page": n})

workflow = WorkflowBuilder()
workflow.add_node("SheetListNode", "third", {"filter": {"page": 3}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("sheets:", [s["id"] for s in results["third"]["records"]])
