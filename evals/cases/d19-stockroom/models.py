from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stockroom.db'}")


@db.model
class Part:
    part_no: str
    label: str
    bin: str
    on_hand: int = 0
