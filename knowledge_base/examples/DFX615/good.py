import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'league.db'}")


@db.model
class Match:
    id: str
    goals: int


async def main():
    rounds = [("m1", 3), ("m2", 0)]
    await asyncio.gather(
        *[db.express.create("Match", {"id": name, "goals": goals}) for name, goals in rounds]
    )
    print("matches:", await db.express.count("Match"))
    await db.close_async()


asyncio.run(main())
