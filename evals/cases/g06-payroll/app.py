from kailash.runtime import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from slips import db


def test_run(slips):
    wf = WorkflowBuilder()
    wf.add_node("TransactionScopeNode", "begin", {"isolation_level": "READ_COMMITTED"})
    wf.add_node("PayslipBulkCreateNode", "slips", {"data": slips})
    wf.add_node("TransactionRollbackNode", "undo", {"reason": "test run"})
    wf.add_connection("begin", "status", "slips", "_begin")
    wf.add_connection("slips", "processed", "undo", "_slips")
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build(), parameters={"workflow_context": {"dataflow_instance": db}})
    return results["undo"]["status"]


print("undo:", test_run([{"id": 1, "cents": 100}, {"id": 2, "cents": 200}]))
print("slips:", db.express_sync.count("Payslip"))
db.close()
