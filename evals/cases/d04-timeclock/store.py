from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "clock.db"))


@db.model
class Stamp:
    employee: str
    kind: str
    at: str
