from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Street:
    id: str
    name: str


for key, name in [("s1", "Old Mill Lane"), ("s2", "Mill Road"), ("s3", "High Street")]:
    db.express_sync.create("Street", {"id": key, "name": name})

word = "Mill"
found = db.express_sync.list("Street", {"name": {"$like": f"%{word}%"}}, order_by=["name"])
print("streets:", [street["name"] for street in found])
