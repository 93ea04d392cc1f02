from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'families.db'}")


@db.model
class Kin:
    id: str
    parent: str = ""


def depth(name, rows):
    parent = rows[name]["parent"]
    return 0 if not parent else 1 + depth(parent, rows)
