from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'leagues.db'}")


@db.model
class Club:
    id: str
    city: str
    league: str = ""


db.express_sync.create("Club", {"id": "c1", "city": "Bergen", "league": "west"})
print("clubs:", db.express_sync.count("Club", {"league": "west"}))
db.close()
