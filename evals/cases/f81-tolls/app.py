from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from store import db


def pay(number, cents):
    wf = WorkflowBuilder()
    wf.add_node("TollCreateNode", "pay", {"id": number, "cents": cents})
    wf.add_node("TollReadNode", "receipt", {})
    wf.add_connection("pay", "id", "receipt", "id")
    results, _ = LocalRuntime().execute(wf.build())
    return results["receipt"]


print("toll:", pay(1, 350)["cents"])
