from dataflow import DataFlow

db = DataFlow("postgresql://postgres@127.0.0.1:5439/test")


@db.model
class Glacier:
    __tablename__ = "dfx525_glaciers"
    id: str
    metres: int


db.express_sync.delete("Glacier", "g1")
db.express_sync.create("Glacier", {"id": "g1", "metres": 3100})
print("metres:", db.express_sync.read("Glacier", "g1")["metres"])
