from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'school.db'}")


@db.model
class Pupil:
    id: int
    name: str
    form: str


for number, (name, form) in enumerate([("Ida", "4a"), ("Jon", "4b"), ("Kim", "5a")], start=1):
    db.express_sync.create("Pupil", {"id": number, "name": name, "form": form})

fourth = db.express_sync.list("Pupil", {"form": ["4a", "4b"]}, order_by=["id"])
print("fourth year:", [pupil["name"] for pupil in fourth])
db.close()
