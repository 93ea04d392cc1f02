from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from prizes import db


def draw(first, second):
    wf = WorkflowBuilder()
    wf.add_node("TransactionScopeNode", "begin", {})
    wf.add_node("PrizeCreateNode", "first", {"id": 1, "winner": first})
    wf.add_node("PrizeCreateNode", "second", {"id": 2, "winner": second})
    wf.add_node("TransactionCommitNode", "done", {})
    wf.add_connection("begin", "status", "first", "_begin")
    wf.add_connection("first", "id", "second", "_first")
    wf.add_connection("second", "id", "done", "_second")
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build(), parameters={"workflow_context": {"dataflow_instance": db}})
    return results["done"]["status"]


print("draw:", draw("Ida", "Omar"))
print("prizes:", db.express_sync.count("Prize"))
db.close()
