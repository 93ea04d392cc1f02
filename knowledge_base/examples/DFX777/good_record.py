from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'club.db'}")


@db.model
class Member:
    id: str
    branch: str
    paid: bool = False

    __dataflow__ = {"soft_delete": True}


for number in (1, 2, 3):
    db.express_sync.create("Member", {"id": f"c{number}", "branch": "east"})
db.express_sync.delete("Member", "c2")
east = {"branch": "east"}
print("before:", len(db.express_sync.list("Member", dict(east))))
db.express_sync.create("Member", {"id": "c4", **east})
print("after:", len(db.express_sync.list("Member", {"branch": "east"})))
db.close()
