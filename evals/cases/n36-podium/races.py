from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'races.db'}")


@db.model
class Result:
    id: str
    race: str
    seconds: int


def podium(race):
    rows = db.express_sync.list("Result", {"race": race}, order_by=["seconds"])
    return [rows[place]["id"] for place in range(3)]
