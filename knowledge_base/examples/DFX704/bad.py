from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rowing.db'}")


@db.model
class Crew:
    id: str
    boat: str
    seconds: int


for boat, seconds in (("Heron", 402), ("Otter", 388), ("Swift", 395)):
    db.express_sync.create("Crew", {"id": boat.lower(), "boat": boat, "seconds": seconds})

ranking = db.express_sync.list("Crew", order_by=[("seconds", "asc")])
print("winner:", ranking[0]["boat"])
db.close()
