from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'wages.db'}")


@db.model
class Payslip:
    id: int
    cents: int


db.express_sync.create("Payslip", {"id": 1, "cents": 240000})

workflow = WorkflowBuilder()
workflow.add_node("TransactionScopeNode", "begin", {})
workflow.add_node("PayslipCreateNode", "write", {"id": 2, "cents": 310000})
workflow.add_node("TransactionCommitNode", "commit", {})
workflow.add_connection("begin", "status", "write", "_started")
workflow.add_connection("write", "id", "commit", "_written")
try:
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(
            workflow.build(), parameters={"workflow_context": {"dataflow_instance": db}}
        )
    print("payslips:", db.express_sync.count("Payslip", cache_ttl=0))
finally:
    db.close()
