from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'payslip.db'}")


@db.model
class Hour:
    id: str
    worked: int


@db.model
class Payslip:
    id: str
    cents: int = 0


for n in (7, 8):
    db.express_sync.create("Hour", {"id": f"h{n}", "worked": n})

flow = WorkflowBuilder()
flow.add_node("HourListNode", "hours", {"filter": {}})
flow.add_node(
    "PythonCodeNode", "wage", {"code": "result = {'cents': 2000 * sum(h['worked'] for h in hours)}"}
)
flow.add_node("PayslipCreateNode", "slip", {"id": "p1"})
flow.add_connection("hours", "records", "wage", "hours")
flow.add_connection("wage", "result.cents", "slip", "cents")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("cents:", results["slip"]["cents"])
