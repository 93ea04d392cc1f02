import os

from dataflow import DataFlow

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
db = DataFlow(f"{URL}?ssl=true")


@db.model
class Seal:
    __tablename__ = "dfx546_seals"
    id: str
    label: str


db.express_sync.delete("Seal", "x1")
db.express_sync.create("Seal", {"id": "x1", "label": "first"})
print("label:", db.express_sync.read("Seal", "x1")["label"])
db.close()
