import asyncio

from dataflow import DataFlow

db = DataFlow("sqlite:///:memory:")


@db.model
class Song:
    id: str
    title: str


async def fill(titles):
    for number, title in enumerate(titles):
        await db.express.create("Song", {"id": f"s{number}", "title": title})


async def report():
    print(await db.express.count("Song"), "songs")
    await db.close_async()


asyncio.run(fill(["Dawn", "Dusk"]))
asyncio.run(report())
