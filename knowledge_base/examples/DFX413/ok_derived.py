from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'school.db'}")


class Named:
    id: str
    title: str


@db.model
class Course(Named):
    __tablename__ = "courses"


@db.model
class CourseDraft(Course):
    __tablename__ = "drafts"

    author: str = ""


db.express_sync.create("Course", {"id": "c1", "title": "Algebra"})
db.express_sync.create("CourseDraft", {"id": "c2", "title": "Topology"})
print("public:", [row["title"] for row in db.express_sync.list("Course", {}, order_by=["id"])])
db.close()
