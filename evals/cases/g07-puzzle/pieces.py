from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'pieces.db'}")


@db.model
class Piece:
    id: str
    x: int
