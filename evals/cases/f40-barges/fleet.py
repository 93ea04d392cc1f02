from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'barges.db'}")


@db.model
class Barge:
    id: str
    length: float
    draught = 0.0
