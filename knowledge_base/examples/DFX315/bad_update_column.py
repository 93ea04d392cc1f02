from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'repairs.db'}")


@db.model
class Repair:
    id: str
    owner: str
    street: str
    state: str = "open"


@db.model
class Notice:
    id: str
    name: str
    address: str
    repair_id: str


db.express_sync.create("Repair", {"id": "r1", "owner": "Noor", "street": "Quay 4"})

flow = WorkflowBuilder()
flow.add_node("RepairUpdateNode", "close", {"filter": {"id": "r1"}, "fields": {"state": "done"}})
flow.add_node("NoticeCreateNode", "notice", {"id": "n1"})
flow.add_connection("close", "id", "notice", "repair_id")
flow.add_connection("close", "owner", "notice", "name")
flow.add_connection("close", "street", "notice", "address")
with LocalRuntime() as runtime:
    runtime.execute(flow.build())

notice = db.express_sync.read("Notice", "n1")
print("notice for", notice["name"], "at", notice["address"], "about", notice["repair_id"])
db.close()
