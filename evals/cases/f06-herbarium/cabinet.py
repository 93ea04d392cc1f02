from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'herbarium.db'}")


@db.model
class Label:
    id: str
    sheet: str
    species: str
