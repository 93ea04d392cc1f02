import multiprocessing
from pathlib import Path

from dataflow import DataFlow


def open_db():
    db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'spices.db'}")

    @db.model
    class Jar:
        id: str
        spice: str

    return db


def fill(shelf):
    open_db().express_sync.create("Jar", {"id": shelf, "spice": "cumin"})


def main():
    db = open_db()
    worker = multiprocessing.get_context("spawn").Process(target=fill, args=("A",))
    worker.start()
    worker.join()
    print("jars:", db.express_sync.count("Jar"))


if __name__ == "__main__":
    main()
