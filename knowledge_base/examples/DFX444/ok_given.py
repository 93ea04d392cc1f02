import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Desk:
    id: int
    floor: int


for number in (7, 8, 9):
    db.express_sync.create("Desk", {"id": number, "floor": 1})
print("desks:", len(db.express_sync.list("Desk", {"id": {"$gte": 8}})))
db.close()
