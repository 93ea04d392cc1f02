import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'visits.db'}")


@db.model
class Visit:
    id: str
    page: str


async def main():
    tasks = [
        asyncio.create_task(db.express.create("Visit", {"id": f"v{n}", "page": "home"})) for n in range(3)
    ]
    for task in tasks:
        await task


asyncio.run(main())
print("visits:", db.express_sync.count("Visit"))
db.close()
