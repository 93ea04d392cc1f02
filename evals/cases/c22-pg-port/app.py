from dataflow import DataFlow

from conf import URL

db = DataFlow(URL)


@db.model
class Pump:
    id: str
    bar: float


db.express_sync.upsert("Pump", {"id": "p1", "bar": 2.5})
print("pump:", db.express_sync.read("Pump", "p1")["bar"])
db.close()
