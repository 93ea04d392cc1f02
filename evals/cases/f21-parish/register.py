from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parish.db'}")


@db.model
class Baptism:
    id: str
    name: str
    year: int
