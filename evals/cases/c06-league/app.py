from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'league.db'}")


@db.model
class Team:
    id: str
    points: int


for team_id, points in [("north", 12), ("east", 31), ("south", 7), ("west", 24)]:
    db.express_sync.create("Team", {"id": team_id, "points": points})

table = db.express_sync.list("Team", order_by="-points", limit=3)
print("podium:", [team["id"] for team in table])
