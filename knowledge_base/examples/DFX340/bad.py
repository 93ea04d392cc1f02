from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'grades.db'}")


@db.model
class Grade:
    id: str
    mark: int


for n, mark in enumerate([1, 2, 2, 5]):
    db.express_sync.create("Grade", {"id": f"g{n}", "mark": mark})

flow = WorkflowBuilder()
flow.add_node("GradeListNode", "grades", {"filter": {}})
flow.add_node("PythonCodeNode", "mean", {"code": "average = sum(r['mark'] for r in records) / len(records)"})
flow.add_connection("grades", "records", "mean", "records")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("mean:", results["mean"]["result"])
