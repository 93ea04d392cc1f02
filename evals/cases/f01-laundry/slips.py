from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'laundry.db'}")


@db.model
class Slip:
    id: str
    pieces: int

    __dataflow__ = {"soft_deletes": True}
