from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'class.db'}")


@db.model
class Pupil:
    id: int
    name: str
    team: str


try:
    db.express_sync.create("Pupil", {"id": 1, "name": "Ana", "team": "blue"})
    print("blue:", db.express_sync.count("Pupil", {"team": "blue"}))
finally:
    db.close()
