import asyncio
from collections import defaultdict

from models import db
from repository import MooringRepository


def season():
    for n in range(1, 181):
        yield {
            "id": f"M{n:04d}",
            "boat": f"boat-{n % 37}",
            "pier": "ABC"[n % 3],
            "nights": 1 + n % 4,
            "fee": 20.0,
        }


async def season_report(repo):
    moorings = await repo.all()
    income = defaultdict(float)
    for mooring in moorings:
        income[mooring["pier"]] += mooring["fee"] * mooring["nights"]
    for pier in sorted(income):
        print(f"pier {pier}: {income[pier]:.2f}")
    print(f"season: {len(moorings)} stays, {sum(income.values()):.2f} EUR")


async def main():
    repo = MooringRepository()
    await repo.add_all(list(season()))
    await season_report(repo)
    await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
