import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'library.db'}")


@db.model
class Card:
    id: str
    holder: str


async def register(holder):
    if db.express.find_one("Card", {"holder": holder}):
        return f"{holder} has a card"
    await db.express.create("Card", {"id": holder.lower(), "holder": holder})
    return f"{holder} gets a card"


async def main():
    print(await register("Mira"))
    print("cards:", await db.express.count("Card"))
    await db.close_async()


asyncio.run(main())
