from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'menu.db'}")


@db.model
class Dish:
    id: int
    name: str
    cents: int


db.express_sync.create("Dish", {"id": 1, "name": "Soup", "cents": 600})
rows = db.express_sync.list("Dish")
cheaper = [{**row, "cents": row["cents"] - 100} for row in rows]
print(cheaper[0]["cents"], db.express_sync.list("Dish")[0]["cents"])
db.close()
