from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'staff.db'}")


@db.model
class Clerk:
    id: str
    name: str
    grade: int = 1


db.express_sync.create("Clerk", {"id": "c1", "name": "Emil", "grade": 7})
print("grade:", db.express_sync.read("Clerk", "c1").get("grade", "unknown"))
