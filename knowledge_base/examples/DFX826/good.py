import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shelf.db'}")


@db.model
class Stock:
    id: str
    pieces: int


lock = asyncio.Lock()


async def take(article, pieces):
    async with lock:
        row = await db.express.read("Stock", article)
        if row["pieces"] >= pieces:
            left = row["pieces"] - pieces
            await db.express.update("Stock", article, {"pieces": left})


async def main():
    await db.express.create("Stock", {"id": "cup", "pieces": 12})
    await asyncio.gather(*(take("cup", n) for n in (1, 2, 3)))
    print("left:", (await db.express.read("Stock", "cup"))["pieces"])
    await db.close_async()


asyncio.run(main())
