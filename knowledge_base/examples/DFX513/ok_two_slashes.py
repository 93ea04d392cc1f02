from dataflow import DataFlow

db = DataFlow("sqlite://marina.db")


@db.model
class Berth:
    id: str
    boat: str


db.express_sync.create("Berth", {"id": "b1", "boat": "Undine"})
print("berths:", db.express_sync.count("Berth"))
