from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'orchestra.db'}")


@db.model
class Concert:
    id: str
    seats: int


PRICE = 40

for n in (1, 2):
    db.express_sync.create("Concert", {"id": f"c{n}", "seats": 100 * n})

flow = WorkflowBuilder()
flow.add_node("ConcertListNode", "concerts", {"filter": {}})
flow.add_node("PythonCodeNode", "income", {"code": "result = PRICE * sum(c['seats'] for c in concerts)"})
flow.add_connection("concerts", "records", "income", "concerts")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("income:", results["income"]["result"])
