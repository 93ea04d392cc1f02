from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'crates.db'}")


def even(number):
    return number % 2 == 0


@db.model
class Crate:
    id: int
    bottles: int

    __validation__ = {"bottles": {"validators": [even]}}


for number, bottles in enumerate([6, 7], start=1):
    try:
        db.express_sync.create("Crate", {"id": number, "bottles": bottles})
        print("packed", bottles)
    except Exception:
        print("odd:", bottles)
