from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "building.db"))


@db.model
class Meter:
    id: str
    floor: int
    kwh: float


def seed():
    db.express_sync.bulk_create("Meter", [
        {"id": f"E{floor}{n}", "floor": floor, "kwh": 100.0 * floor + 7.5 * n}
        for floor in (0, 1, 2) for n in (1, 2, 3)
    ])
