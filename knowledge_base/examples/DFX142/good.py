import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Sluice:
    id: int
    opening: int


ROW = "12;35".split(";")

db.express_sync.upsert("Sluice", {"id": int(ROW[0]), "opening": int(ROW[1])})
print("opening:", db.express_sync.read("Sluice", 12)["opening"])
db.close()
