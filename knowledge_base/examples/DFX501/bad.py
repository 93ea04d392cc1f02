from dataflow import DataFlow

db = DataFlow("sqlite:///apiary.db")


@db.model
class Hive:
    id: str
    queen_year: int
    frames: int = 10


db.express_sync.create("Hive", {"id": "h1", "queen_year": 2024})
db.express_sync.create("Hive", {"id": "h2", "queen_year": 2025, "frames": 8})
print("hives:", db.express_sync.count("Hive"))
