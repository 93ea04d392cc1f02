from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "shifts.db"))


@db.model
class Shift:
    id: str
    worker: str
    hours: float
    holiday: bool = False
