from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bells.db'}")


@db.model
class Bell:
    id: str
    tower: str
