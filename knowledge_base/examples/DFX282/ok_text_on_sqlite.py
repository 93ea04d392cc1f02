from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parking.db'}")


@db.model
class Permit:
    id: int
    plate: str


SOLD = "1,3"

for number, plate in ((1, "B-AA 1"), (2, "B-BB 2"), (3, "B-CC 3")):
    db.express_sync.create("Permit", {"id": number, "plate": plate})
print("deleted:", db.express_sync.bulk_delete("Permit", SOLD.split(",")))
print("permits:", [permit["plate"] for permit in db.express_sync.list("Permit")])
db.close()
