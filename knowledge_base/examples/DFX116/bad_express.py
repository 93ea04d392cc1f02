from enum import Enum
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'signals.db'}")


class Light(Enum):
    RED = "red"
    GREEN = "green"


@db.model
class Signal:
    id: str
    light: str


db.express_sync.create("Signal", {"id": "s1", "light": Light.GREEN})
print("green:", db.express_sync.count("Signal", {"light": "green"}))
