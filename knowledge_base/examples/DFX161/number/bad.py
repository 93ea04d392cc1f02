from enum import Enum
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'alarms.db'}")


class Level(int, Enum):
    LOW = 1
    HIGH = 2


NORMAL = Level.LOW


@db.model
class Alarm:
    id: str
    level: Level = NORMAL


db.express_sync.create("Alarm", {"id": "a1"})
db.express_sync.create("Alarm", {"id": "a2", "level": 2})
print("levels:", [row["level"] for row in db.express_sync.list("Alarm", {}, order_by=["id"])])
db.close()
