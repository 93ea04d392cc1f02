import os

from dataflow import DataFlow

db = DataFlow(os.environ["DATABASE_URL"])


@db.model
class Glacier:
    id: str
    length: int


db.express_sync.create("Glacier", {"id": "upper", "length": 4100})
print(db.express_sync.read("Glacier", "upper")["length"])
db.close()
