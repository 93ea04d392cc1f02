from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'club.db'}")


@db.model
class Member:
    id: str
    surname: str
