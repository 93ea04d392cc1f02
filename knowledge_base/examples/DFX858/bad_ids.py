import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'crates.db'}")


@db.model
class Crate:
    id: str
    shelf: str



class Store:
    def __init__(self, express):
        self.express = express

    async def move(self, crates, shelf):
        return len(await self.express.bulk_update("Crate", crates, {"shelf": shelf}))


async def main():
    for number in range(3):
        await db.express.create("Crate", {"id": f"c{number}", "shelf": "A"})
    print("moved:", await Store(db.express).move(["c0", "c2"], "B"))
    await db.close_async()


asyncio.run(main())
