from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'surveys.db'}")


@db.model
class Answer:
    id: int
    text: str


db.express_sync.create("Answer", {"id": 1, "text": "yes"})

workflow = WorkflowBuilder()
workflow.add_node("TransactionScopeNode", "begin", {})
workflow.add_node("TransactionSavepointNode", "mark", {"name": "before_import"})
workflow.add_node("TransactionCommitNode", "commit", {})
workflow.add_connection("begin", "status", "mark", "_started")
workflow.add_connection("mark", "status", "commit", "_marked")
try:
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(
            workflow.build(), parameters={"workflow_context": {"dataflow_instance": db}}
        )
    print("transaction:", results["commit"]["status"])
finally:
    db.close()
