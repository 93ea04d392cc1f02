from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'allotment.db'}")


@db.model
class Plot:
    id: str
    until: int
