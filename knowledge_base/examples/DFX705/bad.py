from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'gallery.db'}")


@db.model
class Painting:
    id: str
    name: str
    painted_in: int


db.express_sync.create("Painting", {"id": "p1", "name": "Harvest", "painted_in": 1884})
db.express_sync.create("Painting", {"id": "p2", "name": "Night Ferry", "painted_in": 1931})
db.express_sync.create("Painting", {"id": "p3", "name": "Snow Gate", "painted_in": 1902})

latest = db.express_sync.list("Painting", order_by=["-painted"])
print("latest first:", [one["name"] for one in latest])
db.close()
