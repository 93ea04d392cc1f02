from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'club.db'}")


@db.model
class Member:
    id: str
    branch: str
    paid: bool = False

    __dataflow__ = {"soft_delete": True}


class Roll:
    def __init__(self, express, **filter):
        self.express = express
        self.filter = filter

    def active(self):
        return self.express.count("Member", dict(self.filter))

    def ever(self):
        return len(self.express.list("Member", self.filter, include_deleted=True))


for number in (1, 2, 3):
    db.express_sync.create("Member", {"id": f"c{number}", "branch": "east"})
db.express_sync.delete("Member", "c2")
roll = Roll(db.express_sync, branch="east")
print("active:", roll.active(), "ever:", roll.ever())
db.close()
