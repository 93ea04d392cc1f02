import asyncio
from pathlib import Path

from dataflow import DataFlow

from directory import load_people, search

db = DataFlow(str(Path(__file__).resolve().parent / "directory.db"))


@db.model
class Employee:
    id: str
    name: str
    extension: str
    office: str = "Graz"


async def main():
    await load_people(db)
    for office, term in (("Graz", "berg"), ("Graz", "44"), ("Linz", "44")):
        hits = await search(db, office, term)
        print(office, term, "->", sorted(h["name"] for h in hits))
    await db.close_async()


asyncio.run(main())
