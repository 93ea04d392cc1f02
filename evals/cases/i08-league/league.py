from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'league.db'}")


@db.model
class Club:
    id: str
    name: str
    points: int = 0
    goal_diff: int = 0


SCORES = {"win": 3, "draw": 1, "loss": 0}


async def enrol(names):
    await db.express.bulk_create(
        "Club",
        [{"id": name.lower(), "name": name, "points": 0, "goal_diff": 0} for name in names],
    )


async def credit(club_id, outcome, margin):
    club = await db.express.read("Club", club_id)
    await db.express.update("Club", club_id, {
        "points": club["points"] + SCORES[outcome],
        "goal_diff": club["goal_diff"] + margin,
    })


async def play(home, away, home_goals, away_goals):
    margin = home_goals - away_goals
    outcome = "draw" if margin == 0 else "win" if margin > 0 else "loss"
    opposite = {"win": "loss", "loss": "win", "draw": "draw"}[outcome]
    await credit(home, outcome, margin)
    await credit(away, opposite, -margin)


async def table(top):
    return await db.express.list(
        "Club",
        filter={"points": {"$gte": 0}},
        order_by=[{"points": "desc"}, {"goal_diff": "desc"}, {"name": "asc"}],
        limit=top,
    )
