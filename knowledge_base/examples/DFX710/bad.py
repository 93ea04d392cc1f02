from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'library.db'}")


@db.model
class Volume:
    id: str
    title: str


for volume_id, title in (("v1", "Birds of the Coast"), ("v2", "Road Atlas"), ("v3", "Coast Walks")):
    db.express_sync.create("Volume", {"id": volume_id, "title": title})

found = db.express_sync.list("Volume", {"title": {"$contains": "Coast"}}, order_by=["title"])
print("found:", [volume["title"] for volume in found])
db.close()
