from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rates.db'}")


import rates


@db.model
class Rate:
    id: str
    value: float


for code, rate in rates.parsed():
    db.express_sync.create("Rate", {"id": code, "value": float(rate)})
print("rates:", db.express_sync.count("Rate"))
