from dataflow import DataFlow

db = DataFlow("apiary.db")


@db.model
class Hive:
    id: str
    queen_year: int


db.express_sync.create("Hive", {"id": "h1", "queen_year": 2024})
print("hives:", db.express_sync.count("Hive"))
