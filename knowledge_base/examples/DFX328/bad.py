from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'wharf.db'}")


@db.model
class Crane:
    id: str
    tons: int


for n in (1, 2):
    db.express_sync.create("Crane", {"id": f"c{n}", "tons": 10 * n})

flow = WorkflowBuilder()
flow.add_node("CraneListNode", "strong", {"filter": {}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build(), {"strong": {"filter": {"tons": 20}}})

print("strong:", len(results["strong"]["records"]))
