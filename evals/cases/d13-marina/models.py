from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'marina.db'}")


@db.model
class Mooring:
    id: str
    boat: str
    pier: str
    nights: int
    fee: float
