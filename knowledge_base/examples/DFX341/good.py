from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tolls.db'}")


@db.model
class Toll:
    id: str
    cents: int


for n in (1, 2):
    db.express_sync.create("Toll", {"id": f"t{n}", "cents": 300 * n})

flow = WorkflowBuilder()
flow.add_node("TollListNode", "tolls", {"filter": {}})
flow.add_node("PythonCodeNode", "total", {"code": "result = sum(r['cents'] for r in records)"})
flow.add_connection("tolls", "records", "total", "records")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("total:", results["total"]["result"])
