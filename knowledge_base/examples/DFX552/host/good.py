import os

from dataflow import DataFlow

HOST = os.environ.get("STABLE_HOST", "127.0.0.1")
db = DataFlow(f"postgresql://postgres@{HOST}:5432/test")


@db.model
class Mule:
    __tablename__ = "dfx552_mules"
    id: str
    box: int


db.express_sync.delete("Mule", "h1")
db.express_sync.create("Mule", {"id": "h1", "box": 7})
print("box:", db.express_sync.read("Mule", "h1")["box"])
