from dataflow import DataFlow

db = DataFlow("postgresql://postgres:@127.0.0.1:5432/test?application_name=orchard")


@db.model
class Orchard:
    __tablename__ = "dfx509_ok_orchards"
    id: str
    trees: int


db.express_sync.delete("Orchard", "o1")
db.express_sync.create("Orchard", {"id": "o1", "trees": 140})
print("trees:", db.express_sync.read("Orchard", "o1")["trees"])
