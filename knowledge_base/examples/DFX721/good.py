from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'orchestra.db'}")


@db.model
class Member:
    id: int
    name: str
    section: str


for number in range(1, 26):
    db.express_sync.create("Member", {"id": number, "name": f"member {number}", "section": "strings"})

workflow = WorkflowBuilder()
workflow.add_node("MemberListNode", "players", {"filter": {"section": "strings"}, "limit": 1000})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build())
print("players:", len(results["players"]["records"]))
db.close()
