from dataflow import DataFlow

db = DataFlow("postgresql://postgres@127.0.0.1:5432/test")


@db.model
class Star:
    __tablename__ = "dfx526_stars"
    id: str
    magnitude: int


db.express_sync.delete("Star", "vega")
db.express_sync.create("Star", {"id": "vega", "magnitude": 0})
print("magnitude:", db.express_sync.read("Star", "vega")["magnitude"])
