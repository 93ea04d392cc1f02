from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'skipass.db'}")


@db.model
class Pass:
    id: str
    days: int


for n in (1, 3, 7):
    db.express_sync.create("Pass", {"id": f"p{n}", "days": n})

flow = WorkflowBuilder()
flow.add_node("PassListNode", "passes", {"filter": {}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build(), parameters={"pass_list": {"filter": {"days": 7}}})

print("found:", sorted(p["id"] for p in results["passes"]["records"]))
