from dataflow import DataFlow

db = DataFlow("postgresql://postgres@127.0.0.1/test")


@db.model
class Lantern:
    __tablename__ = "dfx555_lanterns"
    id: str
    lumen: int = 400


db.express_sync.delete("Lantern", "porch")
db.express_sync.create("Lantern", {"id": "porch"})
print("lumen:", db.express_sync.read("Lantern", "porch")["lumen"])
db.close()
