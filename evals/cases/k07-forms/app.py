"""Collects filled-in forms and prints how many came in per office."""
import asyncio
from collections import Counter

from store import db

INBOX = [("F1", "Lagos", 4), ("F2", "Oslo", 5), ("F3", "Lagos", 2), ("F4", "Quito", 3)]


async def collect(inbox):
    for form_id, office, rating in inbox:
        await db.express.create("Form", {"id": form_id, "office": office, "rating": rating})


async def per_office():
    return Counter(form["office"] for form in await db.express.list("Form", limit=500))


async def main():
    try:
        await collect(INBOX)
        for office, number in sorted((await per_office()).items()):
            print(f"{office}: {number}")
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
