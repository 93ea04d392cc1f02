from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tickets.db'}")


@db.model
class Ticket:
    id: int
    event: str


def sell(number, event):
    workflow = WorkflowBuilder()
    workflow.add_node("TransactionScopeNode", "begin", {})
    workflow.add_node("TicketCreateNode", "sell", {"id": number, "event": event})
    workflow.add_node("TransactionCommitNode", "commit", {})
    workflow.add_connection("begin", "status", "sell", "_begun")
    workflow.add_connection("sell", "id", "commit", "_sold")
    with LocalRuntime() as runtime:
        runtime.execute(workflow.build(), parameters={"workflow_context": {"dataflow_instance": db}})


try:
    sell(1, "Opera")
    print("sold:", db.express_sync.count("Ticket"))
finally:
    db.close()
