import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Desk:
    id: int
    floor: int


for number, floor in [(1, 3), (2, 3)]:
    db.express_sync.create("Desk", {"id": number, "floor": floor})
db.express_sync.create("Desk", {"floor": 4})
print("desks:", db.express_sync.count("Desk"))
db.close()
