from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'readings.db'}")


@db.model
class Level:
    id: int
    river: str
    metres: float


for number, metres in enumerate((2.1, 3.4, 2.8), start=1):
    db.express_sync.create("Level", {"id": number, "river": "Aar", "metres": metres})

highest = db.express_sync.list("Level", {"river": "Aar"}, order_by=["-metres"], limit=1)[0]
print("highest:", highest["metres"])
db.close()
