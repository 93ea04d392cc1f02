from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cellar.db'}")


import sys


@db.model
class Bottle:
    id: str
    year: int


def main(arguments):
    if not arguments or arguments[0] not in {"fill", "list"}:
        sys.exit("usage: app.py fill|list")
    if arguments[0] == "fill":
        db.express_sync.create("Bottle", {"id": "b1", "year": 2012})
    print("bottles:", db.express_sync.count("Bottle"))


main(sys.argv[1:])
