from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'weather.db'}")


@db.model
class Reading:
    id: int
    station: str
    celsius: float


for number, celsius in enumerate((3.5, 12.0, 18.5, 27.0), start=1):
    db.express_sync.create("Reading", {"id": number, "station": "north", "celsius": celsius})

mild = db.express_sync.count("Reading", {"celsius": {"$gte": 10, "$lte": 20}})
print("mild readings:", mild)
db.close()
