from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'media.db'}")


@db.model
class Book:
    __dataflow__ = {"indexes": [{"name": "idx_code", "fields": ["isbn"]}]}
    id: str
    isbn: str


@db.model
class Disc:
    __dataflow__ = {"indexes": [{"name": "idx_code", "fields": ["ean"], "unique": True}]}
    id: str
    ean: str


def shelve(disc_id, ean):
    try:
        db.express_sync.create("Disc", {"id": disc_id, "ean": ean})
        return "shelved"
    except Exception:
        return "refused"


db.express_sync.create("Book", {"id": "b1", "isbn": "978-3"})
print("first:", shelve("d1", "400-1"))
print("second:", shelve("d2", "400-1"))
