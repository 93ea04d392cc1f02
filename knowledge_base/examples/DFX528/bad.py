from dataflow import DataFlow

db = DataFlow("postgresql://postgres@postgres.invalid:5432/test")


@db.model
class Spring:
    __tablename__ = "dfx528_springs"
    id: str
    celsius: int


db.express_sync.delete("Spring", "s1")
db.express_sync.create("Spring", {"id": "s1", "celsius": 8})
print("celsius:", db.express_sync.read("Spring", "s1")["celsius"])
