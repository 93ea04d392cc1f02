"""Leader board of the hiking club."""
from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("hikes.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'hikes.db'}")


@db.model
class Hike:
    id: str
    walker: str
    metres: int
    finished: bool = True


LOG = [
    ("h1", "Ines", 12400, True), ("h2", "Bruno", 31800, True), ("h3", "Chloe", 8700, True),
    ("h4", "Darko", 27150, False), ("h5", "Elif", 22900, True), ("h6", "Femi", 15050, True),
]


def store(log):
    for hike_id, walker, metres, finished in log:
        db.express_sync.create("Hike", {"id": hike_id, "walker": walker, "metres": metres, "finished": finished})


def leaders(places):
    return db.express_sync.list("Hike", {"finished": True}, order_by="-metres", limit=places)


def podium(hikes):
    return [f"{place}. {hike['walker']} ({hike['metres'] / 1000:.1f} km)" for place, hike in enumerate(hikes, 1)]


def main():
    store(LOG)
    print("hikes:", db.express_sync.count("Hike"))
    for line in podium(leaders(3)):
        print(line)


main()
