from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'vineyard.db'}")


@db.model
class Row:
    id: str
    vines: int


for n in (1, 2):
    db.express_sync.create("Row", {"id": f"r{n}", "vines": 10 * n})

CODE = """
yield_per_vine = 3
result = [r['vines'] * yield_per_vine for r in rows]
"""

flow = WorkflowBuilder()
flow.add_node("RowListNode", "rows", {"filter": {}, "order_by": ["vines"]})
flow.add_node("PythonCodeNode", "harvest", {"code": CODE})
flow.add_connection("rows", "records", "harvest", "rows")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("kilos:", results["harvest"]["result"])
