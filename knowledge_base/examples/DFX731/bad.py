from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lockers.db'}")


@db.model
class Locker:
    id: str
    holder: str = ""


db.express_sync.create("Locker", {"id": "12", "holder": ""})
db.express_sync.update("Locker", {"id": "12"}, {"holder": "Imani"})
print("holder:", db.express_sync.read("Locker", "12")["holder"])
db.close()
