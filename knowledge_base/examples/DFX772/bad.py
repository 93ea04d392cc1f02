from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'peaks.db'}")


@db.model
class Peak:
    id: str
    height: int


for key, height in [("a", 2962), ("b", 1602), ("c", 2713)]:
    db.express_sync.create("Peak", {"id": key, "height": height})

tallest_first = {"height": -1}
peaks = db.express_sync.list("Peak", order_by=tallest_first)
print("highest:", peaks[0]["height"])
