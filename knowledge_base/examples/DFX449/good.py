import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Lamp:
    id: str
    room: str
    lit: bool = False


for line in ["hall;1", "attic;0"]:
    room, lit = line.split(";")
    db.express_sync.create("Lamp", {"id": room, "room": room, "lit": lit == "1"})
print("lit:", db.express_sync.count("Lamp", {"lit": True}))
db.close()
