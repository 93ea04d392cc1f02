from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'forum.db'}")


@db.model
class Topic:
    id: int
    title: str


for number, title in enumerate(("Rules", "Help", "Hiking", "Maps"), start=1):
    db.express_sync.create("Topic", {"id": number, "title": title})

query = {"per_page": "2"}
page = db.express_sync.list("Topic", limit=query["per_page"], order_by=["id"])
print("first page:", [topic["title"] for topic in page])
db.close()
