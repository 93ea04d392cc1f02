from pathlib import Path
from typing import Optional

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stamps.db'}")


class Row:
    id: Optional[str] = None
    note: str = ""


@db.model
class Stamp(Row):
    country: str
    year: int


db.express_sync.create("Stamp", {"id": "sw-3", "country": "Sweden", "year": 1855})
print("stamp:", db.express_sync.read("Stamp", "sw-3")["country"])
db.close()
