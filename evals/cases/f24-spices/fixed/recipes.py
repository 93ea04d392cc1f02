from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'spices.db'}")


@db.model
class Recipe:
    id: str
    spices: list
