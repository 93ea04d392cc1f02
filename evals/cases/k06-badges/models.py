from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("desk.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'desk.db'}")


@db.model
class Visitor:
    id: int
    badge: str
    name: str


@db.model
class Entry:
    id: int
    visitor_id: int
    clock: str
