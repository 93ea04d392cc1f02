from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'exams.db'}")


@db.model
class Exam:
    id: str
    points: int
    grade: str = "none"
    checked: bool = False


db.express_sync.create("Exam", {"id": "e1", "points": 47})

flow = WorkflowBuilder()
flow.add_node("ExamReadNode", "exam", {"id": "e1"})
flow.add_node("PythonCodeNode", "mark", {"code": "result = {'grade': 'pass' if points > 40 else 'fail'}"})
flow.add_node("ExamUpdateNode", "store", {"filter": {"id": "e1"}, "fields": {"checked": True}})
flow.add_connection("exam", "points", "mark", "points")
flow.add_connection("mark", "result.grade", "store", "grade")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

exam = db.express_sync.read("Exam", "e1")
print("grade:", exam["grade"], "checked:", bool(exam["checked"]))
db.close()
