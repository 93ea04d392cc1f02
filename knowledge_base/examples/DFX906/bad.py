from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stocktake.db'}")


@db.model
class Count:
    id: int
    shelf: str


db.express_sync.create("Count", {"id": 1, "shelf": "A"})

workflow = WorkflowBuilder()
workflow.add_node("TransactionScopeNode", "begin", {})
workflow.add_node(
    "CountBulkCreateNode", "write", {"data": [{"id": 2, "shelf": "B"}, {"id": 3, "shelf": "C"}]}
)
workflow.add_node("TransactionRollbackNode", "undo", {})
workflow.add_connection("begin", "status", "write", "_started")
workflow.add_connection("write", "success", "undo", "_written")
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build(), parameters={"workflow_context": {"dataflow_instance": db}})
print("outcome:", results["undo"]["status"])
db.close()
