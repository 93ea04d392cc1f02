from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'boxes.db'}")


@db.model
class Box:
    id: str
    number: int

    __dataflow__ = {
        "soft_delete": True,
        "indexes": [{"name": "uq_box_number", "fields": ["number"], "unique": True}],
    }


db.express_sync.create("Box", {"id": "a", "number": 7})
db.express_sync.delete("Box", "a")
db.express_sync.create("Box", {"id": "b", "number": 8})
print([row["number"] for row in db.express_sync.list("Box")])
