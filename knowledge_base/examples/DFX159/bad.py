from pathlib import Path
from typing import TypedDict

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'looms.db'}")


class Gauge(TypedDict):
    warp: int
    weft: int


@db.model
class Loom:
    id: str
    gauge: Gauge


db.express_sync.create("Loom", {"id": "l1", "gauge": {"warp": 12, "weft": 9}})
loom = db.express_sync.read("Loom", "l1")
print("weft:", loom["gauge"]["weft"])
