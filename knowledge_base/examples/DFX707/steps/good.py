from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'hikes.db'}")


@db.model
class Hike:
    id: str
    metres: int


def climbs(**wish):
    where = {}
    if "least" in wish:
        where.setdefault("metres", {})["$gte"] = wish["least"]
    if "most" in wish:
        where.setdefault("metres", {})["$lt"] = wish["most"]
    return sorted(hike["id"] for hike in db.express_sync.list("Hike", where))


for number in range(5):
    db.express_sync.create("Hike", {"id": f"h{number}", "metres": 300 * number})
print("any:", climbs())
print("steep:", climbs(least=900))
print("flat:", climbs(most=600))
print("between:", climbs(least=300, most=900))
