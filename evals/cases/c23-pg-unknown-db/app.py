from dataflow import DataFlow

from conf import database_url

db = DataFlow(database_url("tests"))


@db.model
class Meter:
    id: str
    kwh: int


db.express_sync.upsert("Meter", {"id": "m1", "kwh": 17})
print("meter:", db.express_sync.read("Meter", "m1")["kwh"])
db.close()
