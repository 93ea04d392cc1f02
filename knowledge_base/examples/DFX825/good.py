import sqlite3
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'plates.db'}")


@db.model
class Plate:
    id: str
    owner: str


def register(plates):
    skipped = 0
    for number, owner in plates:
        try:
            db.express_sync.create("Plate", {"id": number, "owner": owner})
        except (sqlite3.IntegrityError, RuntimeError):
            skipped += 1
    return skipped


print("skipped:", register([("KI-1", "Ada"), ("KI-2", "Bo"), ("KI-1", "Cem")]))
print("plates:", db.express_sync.count("Plate"))
