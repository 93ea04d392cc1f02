import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'podcast.db'}")


@db.model
class Episode:
    id: str
    title: str


def publish(episode_id, title):
    return db.express_sync.create("Episode", {"id": episode_id, "title": title})


async def main():
    publish("e1", "Salt")
    print("episodes:", await db.express.count("Episode"))
    await db.close_async()


asyncio.run(main())
