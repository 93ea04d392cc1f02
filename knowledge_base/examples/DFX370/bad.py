from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'loan.db'}")


@db.model
class Balance:
    id: str
    cents: int
    months: int = 0


PAY_BACK = """
try:
    left, month = owed, months
except NameError:
    left, month = start, 0
left = max(0, left - 25000)
result = {'owed': left, 'months': month + 1}
"""

flow = WorkflowBuilder()
flow.add_node("PythonCodeNode", "pay", {"code": PAY_BACK, "start": 120000})
workflow = flow.build()
cycle = workflow.create_cycle("repayment")
cycle.connect("pay", "pay", mapping={"result.owed": "owed", "result.months": "months"})
cycle.max_iterations(100).converge_when("result.owed == 0").build()

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow)

paid = results["pay"]["result"]
db.express_sync.create("Balance", {"id": "loan-1", "cents": paid["owed"], "months": paid["months"]})
row = db.express_sync.read("Balance", "loan-1")
print("owed:", row["cents"], "after", row["months"], "months")
