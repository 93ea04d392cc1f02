from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'coats.db'}")


@db.model
class Coat:
    id: str
    colour: str

    __dataflow__ = {"soft_delete": True}


def coat(colour):
    return db.express_sync.find_one("Coat", {"colour": colour}, include_deleted=True)
