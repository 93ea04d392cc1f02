import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'podcast.db'}")


@db.model
class Episode:
    id: str
    title: str


def publish(episode_id, title):
    return asyncio.run(db.express.create("Episode", {"id": episode_id, "title": title}))


publish("e1", "Salt")
publish("e2", "Rye")
print("episodes:", db.express_sync.count("Episode"))
db.close()
