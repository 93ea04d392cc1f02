from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'scooters.db'}")


@db.model
class Scooter:
    id: str
    repairs: int = 0


def book(number):
    done = db.express_sync.update("Scooter", number, {"repairs": 1})
    return "booked" if done.get("rows_affected", 1) else "unknown scooter"
