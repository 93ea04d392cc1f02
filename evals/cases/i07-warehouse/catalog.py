from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'warehouse.db'}")


@db.model
class Shelf:
    id: str
    pieces: int

    __tablename__ = "shelves"


@db.model
class Move:
    id: str
    source: str
    target: str
    pieces: int

    __tablename__ = "moves"
