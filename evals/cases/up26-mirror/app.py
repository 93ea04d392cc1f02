import asyncio

from dataflow import DataFlow

import clean

clean.reset("mirrors")
db = DataFlow(clean.URL)


@db.model
class Mirror:
    id: int
    frame: str


def from_address(path):
    return path.rsplit("/", 1)[-1]


async def main():
    await db.express.create("Mirror", {"id": 3, "frame": "oak"})
    await db.express.update("Mirror", from_address("/mirrors/3"), {"frame": "ash"})
    print("frame:", (await db.express.read("Mirror", 3))["frame"])
    await db.close_async()


asyncio.run(main())
