from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'pension.db'}")


@db.model
class Payment:
    id: int
    cents: int


db.express_sync.create("Payment", {"id": 1, "cents": 120000})
print("payments:", db.express_sync.count("Payment"))
