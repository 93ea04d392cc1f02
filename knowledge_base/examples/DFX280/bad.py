from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lessons.db'}")


@db.model
class Exercise:
    id: str
    course: str
    question: str


def add(number, course, question):
    workflow = WorkflowBuilder()
    workflow.add_node(
        "ExerciseCreateNode", "exercise", {"id": f"e{number}", "course": course, "question": question}
    )
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return results["exercise"]["id"]


for number, question in enumerate(("What does drop table do?", "Who wrote Emma?", "Insert into which gap?")):
    add(number, "mixed", question)
for exercise in db.express_sync.list("Exercise", order_by=["id"]):
    print(exercise["question"])
db.close()
