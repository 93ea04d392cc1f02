from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "workshop.db"))


@db.model
class WorkOrder:
    plate: str
    customer: str
    state: str = "open"


@db.model
class SparePart:
    work_order_id: int
    part: str
    quantity: int = 1
