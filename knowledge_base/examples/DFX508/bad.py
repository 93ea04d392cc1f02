from dataflow import DataFlow

db = DataFlow("postgresql+asyncpg://postgres@127.0.0.1:5432/test")


@db.model
class Tram:
    __tablename__ = "dfx508_trams"
    id: str
    line: int


db.express_sync.delete("Tram", "t7")
db.express_sync.create("Tram", {"id": "t7", "line": 7})
print("line:", db.express_sync.read("Tram", "t7")["line"])
