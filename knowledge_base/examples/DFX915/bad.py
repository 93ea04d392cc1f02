from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'pages.db'}")


@db.model
class Page:
    id: str
    hits: int = 0


db.express_sync.create("Page", {"id": "home", "hits": 1})
outcome = db.express_sync.upsert_advanced(
    "Page", where={"id": "home"}, create={"id": "home", "hits": 1}, update={"hits": 7}
)
print("hits:", outcome["record"]["hits"])
db.close()
