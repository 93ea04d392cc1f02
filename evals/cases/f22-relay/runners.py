from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'relay.db'}")


@db.model
class Runner:
    id: str
    follows: str = ""
