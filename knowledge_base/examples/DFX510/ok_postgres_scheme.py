from dataflow import DataFlow

db = DataFlow("postgres://postgres@127.0.0.1:5432/test")


@db.model
class Ferry:
    __tablename__ = "dfx510_ok_ferries"
    id: str
    port: str


db.express_sync.delete("Ferry", "f1")
db.express_sync.create("Ferry", {"id": "f1", "port": "Split"})
print("port:", db.express_sync.read("Ferry", "f1")["port"])
