from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'vote.db'}", auto_migrate=False)


@db.model
class Ballot:
    id: str
    choice: str


db.express_sync.create("Ballot", {"id": "b1", "choice": "yes"})
print("ballots:", db.express_sync.count("Ballot"))
