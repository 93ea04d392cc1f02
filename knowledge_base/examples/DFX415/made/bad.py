from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'library.db'}")


def unique(*names):
    return dict(name="only_" + "_".join(names), cols=names, unique=True)


def options(*groups):
    return {"indexes": [unique(*group) for group in groups]}


@db.model
class Shelfmark:
    __dataflow__ = options(["room", "shelf"], ["barcode"])
    id: int
    room: str
    shelf: int
    barcode: str


def put(room, shelf, barcode):
    try:
        db.express_sync.create("Shelfmark", {"room": room, "shelf": shelf, "barcode": barcode})
        return "placed"
    except Exception:
        return "taken"


print("first:", put("east", 4, "b-1"))
print("second:", put("east", 4, "b-2"))
db.close()
