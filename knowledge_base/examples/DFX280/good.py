from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lessons.db'}")


@db.model
class Exercise:
    id: str
    course: str
    question: str


def add(number, course, question):
    exercise = db.express_sync.create(
        "Exercise", {"id": f"e{number}", "course": course, "question": question}
    )
    return exercise["id"]


for number, question in enumerate(("What does drop table do?", "Who wrote Emma?", "Insert into which gap?")):
    add(number, "mixed", question)
for exercise in db.express_sync.list("Exercise", order_by=["id"]):
    print(exercise["question"])
db.close()
