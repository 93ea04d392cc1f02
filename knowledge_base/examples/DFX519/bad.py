import os
from pathlib import Path

from dataflow import DataFlow

POOL_SIZE = os.environ.get("WINERY_POOL_SIZE", "4")
db = DataFlow(str(Path(__file__).resolve().parent / "winery.db"), pool_size=POOL_SIZE)


@db.model
class Barrel:
    id: str
    litres: int


db.express_sync.create("Barrel", {"id": "b1", "litres": 225})
print("litres:", db.express_sync.read("Barrel", "b1")["litres"])
