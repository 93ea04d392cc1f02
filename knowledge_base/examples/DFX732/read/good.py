from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'kilns.db'}")


@db.model
class Kiln:
    id: str
    degrees: int = 0


def degrees_of(kiln):
    found = db.express_sync.read("Kiln", kiln)
    return found["degrees"]


db.express_sync.create("Kiln", {"id": "k1", "degrees": 980})
print("degrees:", degrees_of("k1"))
