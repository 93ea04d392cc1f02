from dataflow import DataFlow

db = DataFlow("postgresql://postgres@127.0.0.1:5432/test?connect_timeout=5")


@db.model
class Comet:
    __tablename__ = "dfx516_comets"
    id: str
    period: float


db.express_sync.delete("Comet", "2P")
db.express_sync.create("Comet", {"id": "2P", "period": 3.3})
print("period:", db.express_sync.read("Comet", "2P")["period"])
