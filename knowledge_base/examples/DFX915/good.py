from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'pages.db'}")


@db.model
class Page:
    id: str
    hits: int = 0


db.express_sync.create("Page", {"id": "home", "hits": 1})
row = db.express_sync.update("Page", "home", {"hits": 7})
print("hits:", row["hits"])
db.close()
