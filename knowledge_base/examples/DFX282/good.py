from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cloakroom.db'}")


@db.model
class Coat:
    id: str
    owner: str
    days: int


def clear(after):
    coats = db.express_sync.list("Coat", filter={"days": {"$gt": after}})
    forgotten = {coat["id"] for coat in coats}
    db.express_sync.bulk_delete("Coat", list(forgotten))


for number, owner, days in (("c1", "Adler", 3), ("c2", "Bruno", 45), ("c3", "Costa", 31)):
    db.express_sync.create("Coat", {"id": number, "owner": owner, "days": days})
clear(30)
print("coats:", [coat["owner"] for coat in db.express_sync.list("Coat", order_by=["id"])])
db.close()
