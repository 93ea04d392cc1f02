from kailash.workflow.builder import WorkflowBuilder

import pieces


def plan():
    wf = WorkflowBuilder()
    wf.add_node("TransactionScopeNode", "begin", {})
    wf.add_node("TransactionSavepointNode", "mark", {"name": "edge"})
    wf.add_connection("begin", "status", "mark", "_begin")
    return wf.build()


print("steps:", len(plan().nodes))
pieces.db.close()
