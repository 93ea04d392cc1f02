from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "dairy.db"))


@db.model
class Delivery:
    id: str
    farm: str
    litres: int = 0
    rejected: bool = False
