from pathlib import Path

from dataflow import DataFlow

from settings import PODIUM, SORTING

db = DataFlow(str(Path(__file__).resolve().parent / "league.db"))


@db.model
class Climber:
    id: str
    name: str
    points: int = 0


RESULTS = [
    ("c01", "Ines", 212), ("c02", "Milan", 340), ("c03", "Oda", 198),
    ("c04", "Rui", 287), ("c05", "Tess", 150), ("c06", "Vito", 95),
]


def ranking(kind, top):
    return db.express_sync.list("Climber", limit=top, order_by=SORTING[kind])


for cid, name, points in RESULTS:
    db.express_sync.create("Climber", {"id": cid, "name": name, "points": points})

for place, row in enumerate(ranking("best", PODIUM), start=1):
    print(f"{place}. {row['name']} ({row['points']})")

print("alphabetical:", ", ".join(r["name"] for r in ranking("by_name", 50)))
db.close()
