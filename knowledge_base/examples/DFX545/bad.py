from dataflow import DataFlow

db = DataFlow("mysql://root@127.0.0.1:3306/")


@db.model
class Lamp:
    __tablename__ = "dfx545_lamps"
    id: str
    watt: int


db.express_sync.delete("Lamp", "l1")
db.express_sync.create("Lamp", {"id": "l1", "watt": 40})
print("watt:", db.express_sync.read("Lamp", "l1")["watt"])
