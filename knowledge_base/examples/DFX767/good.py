from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'poems.db'}")


@db.model
class Poem:
    id: int
    title: str


db.express_sync.create("Poem", {"id": 1, "title": "Winter Garden"})
db.express_sync.create("Poem", {"id": 2, "title": "Harbour"})

poems = db.express_sync.list("Poem", {"title": {"$like": "%Garden%"}})
print("poems:", [poem["title"] for poem in poems])
db.close()
