from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "regatta.db"))


@db.model
class Boat:
    id: str
    name: str
    points: int = 0
    club: str = ""


FLEET = [
    ("GER-7", "Seehund", 31, "Kiel"),
    ("AUT-2", "Moewe", 58, "Bregenz"),
    ("SUI-4", "Delfin", 44, "Romanshorn"),
    ("ITA-9", "Orca", 72, "Bardolino"),
    ("GER-3", "Otter", 12, "Lindau"),
]


def page(sort="points", direction="desc", size=3, number=1):
    return db.express_sync.list(
        "Boat",
        order_by=[f"-{sort}" if direction == "desc" else sort],
        limit=size,
        offset=(number - 1) * size,
    )


def show(heading, boats):
    print(heading + ":", ", ".join(f"{b['name']} {b['points']}" for b in boats))


if __name__ == "__main__":
    for sail, name, points, club in FLEET:
        db.express_sync.create("Boat", {"id": sail, "name": name, "points": points, "club": club})
    show("leaders", page())
    show("others", page(number=2))
    show("by name", page(sort="name", direction="asc"))
    db.close()
