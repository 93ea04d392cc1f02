from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'thermostats.db'}")


@db.model
class Thermostat:
    id: str
    celsius: int


db.express_sync.create("Thermostat", {"id": "hall", "celsius": 18})

db.express_sync.upsert_advanced(
    "Thermostat",
    **{"where": {"id": "hall"}, "update": {"celsius": 21}, "create": {"id": "hall", "celsius": 21}},
)
print("celsius:", db.express_sync.read("Thermostat", "hall")["celsius"])
