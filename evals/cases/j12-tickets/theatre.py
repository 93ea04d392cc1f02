from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("theatre.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'theatre.db'}")


@db.model
class Show:
    id: str
    title: str
    seats: int


@db.model
class Ticket:
    id: str
    show_id: str
    buyer: str
    seats: int


def announce(show_id, title, seats):
    db.express_sync.create("Show", {"id": show_id, "title": title, "seats": seats})
