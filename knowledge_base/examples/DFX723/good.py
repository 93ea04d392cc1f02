from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'seeds.db'}")


@db.model
class Packet:
    id: int
    plant: str


for number, plant in enumerate(("kale", "leek", "chard"), start=1):
    db.express_sync.create("Packet", {"id": number, "plant": plant})

packets = db.express_sync.list("Packet", limit=100_000)
print("packets:", len(packets))
db.close()
