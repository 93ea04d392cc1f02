from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'census2.db'}")


@db.model
class Household:
    id: str
    district: str


for n, district in enumerate(["A", "B", "A"]):
    db.express_sync.create("Household", {"id": f"h{n}", "district": district})

flow = WorkflowBuilder()
flow.add_node("HouseholdListNode", "homes", {"filter": {}})
flow.add_node("PythonCodeNode", "districts", {"code": "result = sorted({h['district'] for h in homes})"})
flow.add_connection("homes", "records", "districts", "homes")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("districts:", results["districts"]["result"])
