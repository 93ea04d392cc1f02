from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cranes.db'}")


@db.model
class Crane:
    id: str
    tons: int


for n in (1, 2):
    db.express_sync.create("Crane", {"id": f"c{n}", "tons": 5 * n})

flow = WorkflowBuilder()
flow.add_node("CraneListNode", "cranes", {"filter": {}})
flow.add_node(
    "PythonCodeNode",
    "sum",
    {"code": "result = sum(c['tons'] for c in cranes)"},
)
flow.add_connection("cranes", "records", "sum", "cranes")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("tons:", results["sum"]["result"])
