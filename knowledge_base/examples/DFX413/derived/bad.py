from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'school.db'}")


@db.model
class Course:
    __tablename__ = "courses"

    id: str
    title: str


@db.model
class CourseDraft(Course):
    """A course that is not public yet."""


db.express_sync.create("Course", {"id": "c1", "title": "Algebra"})
db.express_sync.create("CourseDraft", {"id": "c2", "title": "Topology"})
print("public:", [row["title"] for row in db.express_sync.list("Course", {}, order_by=["id"])])
db.close()
