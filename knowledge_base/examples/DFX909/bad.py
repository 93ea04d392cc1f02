from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parish.db'}")


@db.model
class Baptism:
    id: int
    name: str


db.express_sync.create("Baptism", {"id": 1, "name": "Karin"})

workflow = WorkflowBuilder()
workflow.add_node("TransactionScopeNode", "begin", {})
workflow.add_node("TransactionCommitNode", "commit", {})
workflow.add_connection("begin", "status", "commit", "_started")
try:
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(
            workflow.build(), parameters={"workflow_context": {"dataflow_instance": db}}
        )
    print("transaction:", results["commit"]["status"])
finally:
    db.close()
