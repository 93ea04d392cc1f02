from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rates.db'}")


@db.model
class Rate:
    id: str
    value: float


db.express_sync.create("Rate", {"id": "EUR", "value": 1.0})
db.express_sync.update("Rate", "EUR", {"value": 1.1})
print("rate:", db.express_sync.read("Rate", "EUR")["value"])
db.close()
