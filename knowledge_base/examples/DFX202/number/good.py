from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shelves.db'}")


@db.model
class Shelf:
    id: str
    label: str
    boxes: int = 0


db.express_sync.create("Shelf", {"id": "s1", "label": "screws"})
print("boxes:", db.express_sync.read("Shelf", "s1")["boxes"] + 1)
