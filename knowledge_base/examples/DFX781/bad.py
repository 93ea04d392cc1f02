from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'canals.db'}")


@db.model
class Lock:
    id: str
    chamber_length: int


db.express_sync.create("Lock", {"id": "west", "chamber_length": 82})
lock = db.express_sync.read("Lock", "west")
print("length:", lock["chamber_lenght"])
