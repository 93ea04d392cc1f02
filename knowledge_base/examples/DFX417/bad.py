from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'courses.db'}")


@db.model
class Enrolment:
    __dataflow__ = {"unique_together": ["student", "course"]}
    id: str
    student: str
    course: str


def enrol(enrolment_id, student, course):
    try:
        db.express_sync.create("Enrolment", {"id": enrolment_id, "student": student, "course": course})
        return "enrolled"
    except Exception:
        return "refused"


print("first:", enrol("e1", "Aino", "physics"))
print("again:", enrol("e2", "Aino", "physics"))
