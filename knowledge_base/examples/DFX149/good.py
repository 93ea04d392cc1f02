from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'letters.db'}")


@db.model
class Letter:
    id: int
    postcode: str

    __validation__ = {"postcode": {"min_length": 4, "max_length": 5}}


db.express_sync.create("Letter", {"id": 1, "postcode": "8010"})
print("letters:", db.express_sync.count("Letter"))
