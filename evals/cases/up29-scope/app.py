from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'points.db'}")


@db.model
class Point:
    id: int
    value: int


wf = WorkflowBuilder()
wf.add_node("TransactionScopeNode", "open", {})
wf.add_node("TransactionCommitNode", "close", {})
wf.add_connection("open", "status", "close", "_after_open")
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build(), parameters={"workflow_context": {"dataflow_instance": db}})
print("status:", results["close"]["status"])
db.close()
