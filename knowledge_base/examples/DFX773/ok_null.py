from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Pier:
    id: str
    berth: str
    ship: str | None = None


for key, berth, ship in [("p1", "north", "Aurora"), ("p2", "south", None)]:
    db.express_sync.create("Pier", {"id": key, "berth": berth, "ship": ship})


def piers(ship):
    return db.express_sync.list("Pier", {"ship": ship})


print("free:", [pier["berth"] for pier in piers(None)])
print("on strike:", db.express_sync.list("Pier", {"berth": None}))
