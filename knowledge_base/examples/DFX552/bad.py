import os

from dataflow import DataFlow

HOST = os.environ.get("STABLE_HOST", "127.0.0.1")
db = DataFlow(f"postgresql//postgres@{HOST}:5432/test")


@db.model
class Horse:
    __tablename__ = "dfx552_horses"
    id: str
    box: int


db.express_sync.delete("Horse", "h1")
db.express_sync.create("Horse", {"id": "h1", "box": 7})
print("box:", db.express_sync.read("Horse", "h1")["box"])
