import asyncio

from boxoffice import BoxOffice, db

ORDERS = [("Adler", 2), ("Bauer", 2), ("Chen", 2), ("Dorn", 2), ("Eder", 2), ("Fink", 2)]


async def main():
    office = BoxOffice("gala")
    await db.express.create("Show", {"id": "gala", "title": "Summer gala", "seats_left": 10})
    outcome = await asyncio.gather(*(office.sell(name, seats) for name, seats in ORDERS))
    show = await db.express.read("Show", "gala")
    sold = await db.express.list("Sale", {"show_id": "gala"}, limit=1000)
    print("confirmed:", sum(outcome), "refused:", outcome.count(False))
    print("seats sold:", sum(s["seats"] for s in sold), "left:", show["seats_left"])
    await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
