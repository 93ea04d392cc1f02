import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'choir.db'}")


@db.model
class Singer:
    id: int
    name: str


async def main():
    await db.express.create("Singer", {"name": "Ada"})
    rows = [{"name": name} for name in ("Bo", "Cleo")]
    await db.express.bulk_create("Singer", rows)
    singers = (await db.express.list("Singer", order_by=["-id"], limit=len(rows)))[::-1]
    for singer in singers:
        print(singer["id"], singer["name"])
    await db.close_async()


asyncio.run(main())
