from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rights.db'}")


@db.model
class Permission:
    id: str
    granted: bool = False


@db.model
class Grant:
    id: str
    permission: str


def grant(permission, number):
    flow = WorkflowBuilder()
    flow.add_node("PermissionUpdateNode", "allow", {"filter": {"id": permission}, "granted": True})
    flow.add_node("GrantCreateNode", "log", {"id": f"g{number}"})
    flow.add_connection("allow", "id", "log", "permission")
    with LocalRuntime() as runtime:
        runtime.execute(flow.build())


for number, verb in enumerate(["read", "create", "update"]):
    permission = f"invoice_{verb}"
    db.express_sync.create("Permission", {"id": permission})
    grant(permission, number)
print("granted:", db.express_sync.count("Permission", {"granted": True}))
db.close()
