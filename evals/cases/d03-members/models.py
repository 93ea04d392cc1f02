from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "club.db"))


@db.model
class Member:
    id: str
    name: str
    section: str
    joined: str
    fee_cents: int = 0
