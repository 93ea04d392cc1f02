import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'visits.db'}")


@db.model
class Visit:
    id: str
    page: str


async def serve(visit_id, page):
    await db.express.create("Visit", {"id": visit_id, "page": page})
    return f"<h1>{page}</h1>"


async def main():
    await serve("v1", "home")
    await serve("v2", "prices")


asyncio.run(main())
print("visits:", db.express_sync.count("Visit"))
db.close()
