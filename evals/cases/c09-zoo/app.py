from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'zoo.db'}")


@db.model
class Animal:
    id: str
    feeding: str


db.express_sync.create("Animal", {"id": "otter", "feeding": "09:00"})
db.express_sync.update("Animal", {"id": "otter"}, {"feeding": "10:30"})
print("feeding:", db.express_sync.read("Animal", "otter")["feeding"])
