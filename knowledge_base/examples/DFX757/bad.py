from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'alarms.db'}")


@db.model
class Sensor:
    id: str
    room: str
    armed: bool = False


db.express_sync.create("Sensor", {"id": "s1", "room": "hall", "armed": True})
db.express_sync.create("Sensor", {"id": "s2", "room": "attic", "armed": False})

armed = [sensor["room"] for sensor in db.express_sync.list("Sensor") if sensor["armed"] is True]
print("armed:", armed)
db.close()
