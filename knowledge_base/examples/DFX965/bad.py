from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'looms.db'}")


@db.model
class Loom:
    id: str
    threads: int


def set_up(looms):
    for key, threads in looms.items():
        db.express_sync.create("Loom", {"id": key, "threads": threads})
    return db.express_sync.count("Loom")


print("looms:", set_up({"l1": 240, "l2": 480}))
