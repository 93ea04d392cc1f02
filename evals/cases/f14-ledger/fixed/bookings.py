from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ledger.db'}")


@db.model(append_only=True)
class Booking:
    id: str
    cents: int
