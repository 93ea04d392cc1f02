import sqlite3
from pathlib import Path

from dataflow import DataFlow

FILE = Path(__file__).resolve().parent / "museum.db"
with sqlite3.connect(FILE) as old:
    old.execute("CREATE TABLE paintings (id INTEGER PRIMARY KEY, name TEXT)")
    old.execute("INSERT INTO paintings VALUES (1, 'Harbour')")

db = DataFlow(f"sqlite:///{FILE}")


def first_place():
    return "depot"


@db.model
class Painting:
    id: int
    name: str
    place: str | None = None


try:
    db.express_sync.create("Painting", {"id": 2, "name": "Mill", "place": first_place()})
    for painting in sorted(db.express_sync.list("Painting"), key=lambda row: row["id"]):
        print(painting["name"], "is known:", painting["place"] in ("depot", "hall", None))
finally:
    db.close()
