from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'hostel.db'}")


@db.model
class Guest:
    id: int
    name: str
    nights: int


db.express_sync.create("Guest", {"id": 1, "name": "Yara", "nights": 3})
guest = db.express_sync.read("Guest", 1)
print("nights:", guest["nights"])
db.close()
