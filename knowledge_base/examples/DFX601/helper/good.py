import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'kiln.db'}")


@db.model
class Firing:
    id: str
    degrees: int


class Log:
    def add(self, firing, degrees):
        return db.express.create("Firing", {"id": firing, "degrees": degrees})

    def hotter_than(self, degrees):
        return db.express.list("Firing", {"degrees": {"$gt": degrees}}, order_by=["id"])


async def main():
    log = Log()
    await log.add("f1", 980)
    await log.add("f2", 1260)
    print("stoneware:", [row["id"] for row in await log.hotter_than(1200)])
    print("all:", len(await log.hotter_than(0)))
    await db.close_async()


asyncio.run(main())
