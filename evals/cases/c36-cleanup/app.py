from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'sessions.db'}")


@db.model
class Login:
    id: str
    user: str


for number in range(3):
    db.express_sync.create("Login", {"id": str(number), "user": "u"})


def empty():
    wf = WorkflowBuilder()
    wf.add_node("LoginBulkDeleteNode", "sweep", {"filter": {}})
    with LocalRuntime() as runtime:
        runtime.execute(wf.build())


empty()
print("left:", db.express_sync.count("Login"))
