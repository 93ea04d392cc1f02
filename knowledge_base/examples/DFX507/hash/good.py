from dataflow import DataFlow

db = DataFlow("postgresql://postgres:rain%23drop@127.0.0.1:5432/test")


@db.model
class Gauge:
    __tablename__ = "dfx507_gauges"
    id: str
    river: str
    cm: int


db.express_sync.delete("Gauge", "g1")
db.express_sync.create("Gauge", {"id": "g1", "river": "Inn", "cm": 212})
print("cm:", db.express_sync.read("Gauge", "g1")["cm"])
