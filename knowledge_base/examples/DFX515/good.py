from dataflow import DataFlow

db = DataFlow("postgresql://postgres@127.0.0.1:5432/test")


@db.model
class Kite:
    __tablename__ = "dfx515_kites"
    id: str
    span_cm: int


db.express_sync.delete("Kite", "k1")
db.express_sync.create("Kite", {"id": "k1", "span_cm": 180})
print("span:", db.express_sync.read("Kite", "k1")["span_cm"])
