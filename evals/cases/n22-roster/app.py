from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'roster.db'}")


import csv

import export


@db.model
class Rower:
    id: str
    name: str


export.write()
with open(export.FILE, newline="", encoding="utf-8") as handle:
    for row in csv.DictReader(handle):
        db.express_sync.create("Rower", {"id": row["id"], "name": row["name"]})
print("rowers:", db.express_sync.count("Rower"))
