import multiprocessing
import time
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'engrave.db'}")


@db.model
class Plate:
    id: str
    lines: int


def engrave(number):
    time.sleep(number / 5)
    return db.express_sync.create("Plate", {"id": f"p{number}", "lines": number * 10})["id"]


if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(2) as pool:
        db.express_sync.create("Plate", {"id": "p0", "lines": 0})
        print("engraved:", sorted(pool.map_async(engrave, [1, 2]).get(timeout=30)))
    print("plates:", db.express_sync.count("Plate"))
    db.close()
