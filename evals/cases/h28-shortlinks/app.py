"""Counts the clicks of the week per short link and prints the ranking."""
import asyncio
from collections import Counter
from datetime import date

from links import ClickLog, db, ranking

TARGETS = {
    "menu": "https://canteen.example/menu",
    "map": "https://campus.example/map",
    "job": "https://campus.example/jobs",
}

WEEK = {
    date(2025, 6, 2): ["menu", "menu", "map", "job"],
    date(2025, 6, 3): ["menu", "map", "map", "map"],
    date(2025, 6, 4): ["job", "menu", "menu"],
}


async def count_week():
    log = ClickLog(TARGETS)
    actions = Counter()
    for day, clicks in sorted(WEEK.items()):
        for code, amount in sorted(Counter(clicks).items()):
            actions[await log.record(code, amount, day)] += 1
    return actions


async def main():
    try:
        actions = await count_week()
        print("links created: {created}, updated: {updated}".format_map(actions))
        for code, clicks, last_seen in await ranking():
            print(f"{code:<5}{clicks:>3}  {last_seen}")
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
