import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Ballot:
    __tablename__ = "dfx_282_ballots"
    id: int
    district: str


WITHDRAWN = "11 12"


def withdraw(line):
    db.express_sync.bulk_delete("Ballot", [number for number in line.split() if number])


for number in (11, 12, 13):
    db.express_sync.upsert("Ballot", {"id": number, "district": "north"})
withdraw(WITHDRAWN)
print("ballots:", [ballot["id"] for ballot in db.express_sync.list("Ballot", order_by=["id"])])
db.express_sync.bulk_delete("Ballot", [11, 12, 13])
db.close()
