from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ledger.db'}")


@db.model
class Booking:
    id: str
    cents: int

    __dataflow__ = {"append_only": True}
