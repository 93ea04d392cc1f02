import asyncio

from league import db, enrol, play, table

RESULTS = """
oslo bergen 3-1
molde oslo 0-0
bergen molde 1-2
tromso oslo 0-4
bergen tromso 2-2
"""


async def season(text):
    for line in text.split("\n"):
        if not line:
            continue
        home, away, score = line.split()
        home_goals, away_goals = map(int, score.split("-"))
        await play(home, away, home_goals, away_goals)


async def main():
    try:
        await enrol(["Oslo", "Bergen", "Molde", "Tromso"])
        await season(RESULTS)
        for place, club in enumerate(await table(3), start=1):
            print(f"{place}. {club['name']} {club['points']} ({club['goal_diff']:+d})")
    finally:
        await db.close_async()


asyncio.run(main())
