from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Moth:
    id: str
    name: str


def search(part):
    return db.express_sync.list("Moth", {"name": {"$like": f"{part}%"}}, order_by=["name"])


for key, name in [("m1", "Hawk moth"), ("m2", "Hawkeye"), ("m3", "Ghost moth")]:
    db.express_sync.create("Moth", {"id": key, "name": name})

print("found:", [moth["name"] for moth in search("Hawk")])
