from dataflow import DataFlow

db = DataFlow("postgresql://postgres@127.0.0.1:5432/test")


@db.model
class Meter:
    __tablename__ = "public.dfx412_meters"
    id: str
    kwh: int


db.express_sync.delete("Meter", "m1")
db.express_sync.create("Meter", {"id": "m1", "kwh": 120})
print("kwh:", db.express_sync.read("Meter", "m1")["kwh"])
