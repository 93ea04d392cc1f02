from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'mosaic.db'}")


@db.model
class Tile:
    id: str
    size: int


def lay(number):
    return db.express_sync.create("Tile", {"id": f"t{number}", "size": number * 2})["id"]


def main():
    db.express_sync.create("Tile", {"id": "t0", "size": 0})
    workers = ProcessPoolExecutor(2)
    try:
        print("laid:", sorted(workers.map(lay, [1, 2], timeout=10)))
    finally:
        for process in workers._processes.values():
            process.terminate()
    print("tiles:", db.express_sync.count("Tile"))
    db.close()


if __name__ == "__main__":
    main()
