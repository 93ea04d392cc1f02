from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'titles.db'}")


@db.model
class Title:
    id: str
    name: str


for number, name in enumerate(["The Sea", "Seafarers", "Mountains", "By the sea"]):
    db.express_sync.create("Title", {"id": str(number), "name": name})


def search(part):
    return sorted(t["name"] for t in db.express_sync.list("Title", {"name": {"$contains": part}}))


print(search("ea"))
