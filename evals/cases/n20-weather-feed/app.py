from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'weather.db'}")


from feed import forecast


@db.model
class Forecast:
    id: str
    celsius: float


db.express_sync.create("Forecast", {"id": "Aarau", "celsius": 0.0})
db.express_sync.update("Forecast", "Aarau", {"celsius": forecast("Aarau")["celsius"]})
print("celsius:", db.express_sync.read("Forecast", "Aarau")["celsius"])
