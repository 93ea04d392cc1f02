from dataflow import DataFlow

db = DataFlow("postgresql://postgres:left/right@127.0.0.1:5432/test")


@db.model
class Turn:
    __tablename__ = "dfx507_turns"
    id: str
    street: str


db.express_sync.delete("Turn", "1")
db.express_sync.create("Turn", {"id": "1", "street": "Ring"})
print("street:", db.express_sync.read("Turn", "1")["street"])
