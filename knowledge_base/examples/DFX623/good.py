import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'scans.db'}")


@db.model
class Scan:
    id: str
    pages: int


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        jobs = [
            loop.run_in_executor(pool, db.express_sync.create, "Scan", {"id": f"s{n}", "pages": n})
            for n in (3, 8)
        ]
        await asyncio.gather(*jobs)
    print("scans:", await db.express.count("Scan"))
    await db.close_async()


asyncio.run(main())
