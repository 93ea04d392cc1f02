from dataflow import DataFlow

db = DataFlow("postgresql://postgres@127.0.0.1:5432/test")


@db.model
class Manuscript:
    __tablename__ = "dfx527_manuscripts"
    id: str
    folios: int


db.express_sync.delete("Manuscript", "m1")
db.express_sync.create("Manuscript", {"id": "m1", "folios": 212})
print("folios:", db.express_sync.read("Manuscript", "m1")["folios"])
